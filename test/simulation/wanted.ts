/** What a channel should show, worked out anew from the tables: the auditor's own arithmetic, none of the ledger's. */
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { cellOf } from './channel.ts'
import type { ChannelRow, RateRow, Tables } from './tables.ts'

/** Codes by the ledger's own numbers. */
export interface Codes {
  readonly types: ReadonlyMap<number, string>
  readonly plans: ReadonlyMap<number, string>
}

export function codesOf(tables: Tables): Codes {
  return {
    types: new Map(tables.types().map(({ id, code }) => [id, code])),
    plans: new Map(tables.plans().map(({ id, code }) => [id, code])),
  }
}

/** By channel, what it should show of each mapped cell within its horizon. */
export function wantedCells(tables: Tables, codes: Codes): Map<number, Map<string, string>> {
  const today = tables.property()[0]!.today
  const channels = tables.channels()
  const furthest = addDays(today, Math.max(0, ...channels.map(({ horizonDays }) => horizonDays)))
  const inventory = tables.inventory(today, furthest)
  const rates = tables.rates(today, furthest)
  const rooms = tables.roomMappings()
  const plans = tables.rateMappings()
  /** The largest safety buffer of the other channels that sell the type and cannot be changed. */
  const heldBack = (channel: ChannelRow, type: number): number => {
    const stale = channels.filter(
      ({ id, isStale }) =>
        id !== channel.id && isStale === 1 && rooms.some((row) => row.channel === id && row.type === type),
    )
    return Math.max(0, ...stale.map(({ safetyBuffer }) => safetyBuffer))
  }
  return new Map(
    channels.map((channel) => {
      const wanted = new Map<string, string>()
      const end = addDays(today, channel.horizonDays)
      const types = new Set(rooms.filter((row) => row.channel === channel.id).map(({ type }) => type))
      for (const row of inventory) {
        if (row.date >= end || !types.has(row.type)) continue
        const left = row.total + row.allowance - row.blocked - row.held - row.booked
        const code = codes.types.get(row.type)!
        wanted.set(
          cellOf('availability', code, '', row.date),
          String(exposed(channel, left - heldBack(channel, row.type))),
        )
      }
      const products = new Set(
        plans.filter((row) => row.channel === channel.id).map(({ type, plan }) => `${type} ${plan}`),
      )
      for (const row of rates) {
        if (row.date >= end || !products.has(`${row.type} ${row.plan}`)) continue
        const [type, plan] = [codes.types.get(row.type)!, codes.plans.get(row.plan)!]
        if (row.prices !== '[]') wanted.set(cellOf('price', type, plan, row.date), row.prices)
        wanted.set(cellOf('restrictions', type, plan, row.date), restrictionsOf(row))
      }
      return [channel.id, wanted]
    }),
  )
}

const exposed = ({ buffer, cap }: ChannelRow, left: number): number =>
  Math.max(0, Math.min(left - buffer, cap ?? Number.POSITIVE_INFINITY))

const CLOSED = '1,1,,0,0,1'

const restrictionsOf = (row: RateRow): string =>
  row.prices === '[]'
    ? CLOSED
    : [row.los, row.through, row.most ?? '', row.cta, row.ctd, row.closed].join(',')

/** Whether a cell that is no longer mapped is closed: of a closed product no price matters. */
export function isClosed(cell: string, value: string): boolean {
  if (cell.startsWith('availability')) return value === '0'
  return cell.startsWith('price') || value.split(',')[5] === '1'
}

export const dateOf = (cell: string): IsoDate => cell.slice(-10) as IsoDate
