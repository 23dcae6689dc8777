/**
 * What a channel really shows against what it is taken to show, where it can be asked. Only settled cells are asked about. A difference is
 * believed when two comparisons in a row find it: the first may have met a sale that was not delivered yet.
 */
import { compressRanges, type Facet } from '../../../shared/cells.ts'
import { addDays, earlierOf, type IsoDate, laterOf, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Channel } from './channel-rows.ts'
import type { ProductKey, Shown } from './shown.ts'
import { disturbed, isSettled } from './shown-day.ts'
import { cellName, type WorkRange } from './work.ts'

/** Nights of one comparison. */
const NIGHTS = 100

export interface OpenComparison {
  readonly comparisonId: string
  /** Runs of settled nights of one value. */
  readonly ranges: readonly WorkRange[]
  /** Where the next one begins; null: this is the last. */
  readonly next: IsoDate | null
}

/** By index of a range, the nights on which the channel shows something else. */
export type Differing = readonly { readonly range: number; readonly dates: readonly IsoDate[] }[]

export interface Compared {
  readonly cells: number
  /** Found twice: unknown from now on, and sent again. */
  readonly believed: number
  /** Found for the first time. */
  readonly suspected: number
}

export interface ComparisonPorts {
  readonly newId: () => string
  readonly headSeq: () => number
  /** Nights that the channel is kept filled. */
  readonly window: (channel: Channel) => { readonly from: IsoDate; readonly to: IsoDate }
}

export function createComparison(shown: Shown, ports: ComparisonPorts) {
  /** The open one of each channel. */
  const open = new Map<number, OpenComparison>()
  /** By channel: cells that the comparison before found to differ, with the value that they are taken to show. */
  const suspicions = new Map<number, Map<string, string>>()

  function settledRanges(channelId: number, facet: Facet, from: IsoDate, to: IsoDate): WorkRange[] {
    const products = new Map<string, { key: ProductKey; cells: { date: IsoDate; value: string }[] }>()
    for (const { date, day, ...key } of shown.all(channelId, facet)) {
      if (date < from || date >= to || day.value === null || !isSettled(day)) continue
      const name = `${key.roomTypeId}|${key.ratePlanId}`
      const product = products.get(name) ?? { key, cells: [] }
      products.set(name, product)
      product.cells.push({ date, value: day.value })
    }
    return [...products.values()].flatMap(({ key, cells }) =>
      compressRanges(cells.toSorted((one, other) => (one.date < other.date ? -1 : 1))).map((run) => ({
        ...key,
        ...run,
      })),
    )
  }

  return {
    /** @param from null: from today on */
    begin(channel: Channel, facets: readonly Facet[], from: IsoDate | null): OpenComparison {
      const window = ports.window(channel)
      const start = from === null ? window.from : laterOf(from, window.from)
      const to = earlierOf(addDays(start, NIGHTS), window.to)
      const comparison = {
        comparisonId: ports.newId(),
        ranges: facets.flatMap((facet) => settledRanges(channel.id, facet, start, to)),
        next: to < window.to ? to : null,
      }
      open.set(channel.id, comparison)
      return comparison
    },

    /** @throws DomainError UnknownBatch */
    settle(channel: Channel, comparisonId: string, differing: Differing): Compared {
      const comparison = open.get(channel.id)
      if (comparison?.comparisonId !== comparisonId)
        throw new DomainError('UnknownBatch', { requestId: comparisonId })
      open.delete(channel.id)
      const before = suspicions.get(channel.id) ?? new Map<string, string>()
      const found = new Map<string, string>()
      const days = shown.open(channel.id)
      let believed = 0
      for (const { range: index, dates } of differing) {
        const range = comparison.ranges[index]
        if (range === undefined) continue
        for (const date of dates) {
          const day = days.get(range, date)
          // It was sent or sold meanwhile: what was read says nothing any more.
          if (day === undefined || !isSettled(day) || day.value !== range.value) continue
          const name = cellName(range, date)
          if (before.get(name) === range.value) {
            days.set(range, date, disturbed(day, ports.headSeq()))
            believed++
          } else found.set(name, range.value)
        }
      }
      days.save()
      const nights = comparison.ranges.flatMap((range) =>
        nightsOf(range).map((date) => cellName(range, date)),
      )
      for (const name of nights) before.delete(name)
      suspicions.set(channel.id, new Map([...before, ...found]))
      return { cells: nights.length, believed, suspected: found.size }
    },
  }
}
