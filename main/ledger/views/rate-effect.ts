/** What a change of rates would do: nights before and after, what channels are sent, which prices lie beyond their bounds. */
import { compressRanges, encodeCellValue, NO_RESTRICTIONS, toldRestrictions } from '../../../shared/cells.ts'
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { CommandContext } from '../command.ts'
import type { Channel, ChannelRows } from '../lanes/channel-rows.ts'
import type { LedgerQueries } from '../ledger.ts'
import { sameRestrictions } from '../rate-changes.ts'
import { beyondBounds } from '../rates/bounds.ts'
import type { ChangedNight, RateState } from '../rates/materialise.ts'

const MOST_PREVIEW_CELLS = 5_000
const MOST_CHECKS = 1_000

export type RateEffect = Omit<ReturnType<LedgerQueries['previewRateChange']>, 'seq'>
type GridDay = RateEffect['cells'][number]['before']

export function gridDay({ prices, restrictions, origin }: RateState): GridDay {
  const isFree = sameRestrictions(restrictions, NO_RESTRICTIONS)
  return { prices: [...prices], restrictions: isFree ? null : restrictions, origin }
}

export const NO_RATE: GridDay = { prices: [], restrictions: null, origin: 'none' }

/** Gathers the nights that a rehearsed command changes; one that is changed twice counts once. */
export function gatherNights() {
  const changed = new Map<string, ChangedNight>()
  return {
    onChanged(night: ChangedNight): void {
      const name = `${night.key.ratePlanId}|${night.key.roomTypeId}|${night.date}`
      changed.set(name, { ...night, before: changed.get(name)?.before ?? night.before })
    },
    nights: (): ChangedNight[] =>
      [...changed.values()].filter((night) => isPriceChanged(night) || areRestrictionsChanged(night)),
  }
}

export function createRateEffect(store: Store, rows: ChannelRows) {
  const booked = store.prepare(
    (sql, p: { roomTypeId: number; ratePlanId: number; from: IsoDate; to: IsoDate }) =>
      sql
        .selectFrom('stay_night as night')
        .innerJoin('stay', 'stay.id', 'night.stay_id')
        .select('stay.id')
        .distinct()
        .where('night.counted', '=', 1)
        .where('night.date', '>=', p.from)
        .where('night.date', '<', p.to)
        .where('night.room_type_id', '=', p.roomTypeId)
        .where('stay.rate_plan_id', '=', p.ratePlanId),
  )
  const waitingLane = store.prepare((sql, p: { channelId: number }) =>
    sql
      .selectFrom('channel_lane')
      .select('lane')
      .where('channel_id', '=', p.channelId)
      .where((eb) => eb.or([eb('stopped', '=', 1), eb('attempts', '>', 0)]))
      .limit(1),
  )

  /** Stays sold on the nights of these products; a night is looked up by its product's run of dates. */
  function bookedStays(nights: readonly ChangedNight[]): number {
    const stays = new Set<number>()
    for (const own of productsOf(nights).values()) {
      const [{ key } = { key: { ratePlanId: 0, roomTypeId: 0 } }] = own
      const runs = compressRanges(own.map(({ date }) => ({ date, value: '' })))
      for (const { from, to } of runs) for (const { id } of booked.all({ ...key, from, to })) stays.add(id)
    }
    return stays.size
  }

  /** Cells that the channel is sent, and in how many calls when each facet goes by itself. */
  function costOf(
    channel: Channel,
    nights: readonly ChangedNight[],
    { catalog, property: { calendarDate: today } }: CommandContext,
  ): RateEffect['channels'][number] {
    const mapped = new Set(
      rows
        .rateMappings(channel.id)
        .filter(
          (row) =>
            row.active === 1 &&
            !catalog.ratePlans.get(row.rate_plan_id).notOnChannelIds.includes(channel.publicId),
        )
        .map((row) => `${row.rate_plan_id}|${row.room_type_id}`),
    )
    const end = addDays(today, channel.horizonDays)
    const own = nights.filter(
      ({ date, key }) => date >= today && date < end && mapped.has(`${key.ratePlanId}|${key.roomTypeId}`),
    )
    const prices = own.filter(isPriceChanged)
    const restrictions = own.filter(({ before, after }) => toldText(before) !== toldText(after))
    const most = channel.settings.maxRangesPerRequest
    const calls =
      Math.ceil(rangesOf(prices, (night) => JSON.stringify(night.after.prices)) / most) +
      Math.ceil(rangesOf(restrictions, (night) => toldText(night.after)) / most)
    return {
      channelId: channel.publicId,
      name: channel.name,
      cells: prices.length + restrictions.length,
      calls,
      when: waitingLane.first({ channelId: channel.id }) === undefined ? 'now' : 'waits',
    }
  }

  return {
    /** @param isFollower whether a night changes only because of another plan. */
    effectOf(
      context: CommandContext,
      unsorted: readonly ChangedNight[],
      channels: readonly Channel[],
      isFollower: (night: ChangedNight) => boolean,
      keptByHand = 0,
    ): RateEffect {
      const { catalog, property } = context
      const nights = unsorted.toSorted((one, other) =>
        one.date < other.date ? -1 : one.date > other.date ? 1 : 0,
      )
      const beyond = beyondBounds(context, nights)
      const idsOf = ({ key, date }: ChangedNight) => ({
        ratePlanId: catalog.ratePlans.get(key.ratePlanId).publicId,
        roomTypeId: catalog.roomTypes.get(key.roomTypeId).publicId,
        date,
      })
      return {
        currency: property.currency,
        changedPrices: nights.filter(isPriceChanged).length,
        changedRestrictions: nights.filter(areRestrictionsChanged).length,
        cells: nights.slice(0, MOST_PREVIEW_CELLS).map((night) => ({
          ...idsOf(night),
          before: gridDay(night.before),
          after: gridDay(night.after),
          follows: isFollower(night),
        })),
        channels: channels
          .filter((channel) => channel.enabled)
          .map((channel) => costOf(channel, nights, context))
          .filter(({ cells }) => cells > 0),
        bookedStays: bookedStays(nights),
        beyondBoundsCount: beyond.length,
        beyondBounds: beyond.slice(0, MOST_CHECKS).map(({ night, amountMinor, roomType }) => ({
          ...idsOf(night),
          amountMinor,
          floorMinor: roomType.floorMinor,
          ceilingMinor: roomType.ceilingMinor,
        })),
        keptByHand,
      }
    },
  }
}

function productsOf(nights: readonly ChangedNight[]): Map<string, ChangedNight[]> {
  return Map.groupBy(nights, ({ key }) => `${key.ratePlanId}|${key.roomTypeId}`)
}

function rangesOf(nights: readonly ChangedNight[], textOf: (night: ChangedNight) => string): number {
  return [...productsOf(nights).values()].reduce(
    (sum, own) =>
      sum + compressRanges(own.map((night) => ({ date: night.date, value: textOf(night) }))).length,
    0,
  )
}

const toldText = ({ prices, restrictions }: RateState): string =>
  encodeCellValue('restrictions', toldRestrictions(prices.length > 0, restrictions))

function isPriceChanged({ before, after }: ChangedNight): boolean {
  return JSON.stringify(before.prices) !== JSON.stringify(after.prices)
}

function areRestrictionsChanged({ before, after }: ChangedNight): boolean {
  return !sameRestrictions(before.restrictions, after.restrictions)
}
