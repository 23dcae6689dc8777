/** What a channel may still sell although it should not: derived from its cells that are not settled. Pure. */
import { addDays, type DateRange, type IsoDate } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'

type Cell = Answers['channels']['cells']['cells'][number]

export interface ExposedNight {
  readonly channelId: string
  readonly roomTypeId: string
  readonly date: IsoDate
  /** Rooms it should show. */
  readonly wanted: number
  /** Rooms it shows, or may show; null when nobody can tell. */
  readonly may: { readonly least: number; readonly most: number } | null
  /** Rooms too many that it may sell; null when nobody can tell how many. */
  readonly risk: number | null
}

export interface Exposure {
  /** Nights with a room too many, or where nobody can tell; the largest risk first, then the nearest night. */
  readonly nights: readonly ExposedNight[]
  /** Room nights that can be counted. */
  readonly atRisk: number
  /** Nights whose shown value nobody can tell. */
  readonly untold: number
}

/** The answer's limit of days. */
const MOST_DAYS = 100

/** Consecutive windows of at most 100 days that cover the channel's horizon. */
export function windowsOf(from: IsoDate, horizonDays: number): DateRange[] {
  const windows: DateRange[] = []
  for (let start = 0; start < horizonDays; start += MOST_DAYS) {
    const end = Math.min(start + MOST_DAYS, horizonDays)
    windows.push({ from: addDays(from, start), to: addDays(from, end) })
  }
  return windows
}

function mayOf({ shown, mayShow }: Cell): ExposedNight['may'] {
  return shown === null ? mayShow : { least: Number(shown), most: Number(shown) }
}

/** Availability cells as `channels.cells` answers them; other facets sell no room too many. */
export function exposureOf(cells: readonly (Cell & { readonly channelId: string })[]): Exposure {
  const nights = cells
    .filter(
      ({ facet, desired, state }) => facet === 'availability' && desired !== null && state !== 'settled',
    )
    .map((cell): ExposedNight => {
      const wanted = Number(cell.desired)
      const may = mayOf(cell)
      const { channelId, roomTypeId, date } = cell
      return { channelId, roomTypeId, date, wanted, may, risk: may && Math.max(0, may.most - wanted) }
    })
    .filter(({ risk }) => risk !== 0)
    .sort((a, b) => (b.risk ?? 0) - (a.risk ?? 0) || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  return {
    nights,
    atRisk: nights.reduce((sum, { risk }) => sum + (risk ?? 0), 0),
    untold: nights.filter(({ risk }) => risk === null).length,
  }
}
