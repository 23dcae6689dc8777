/** What a command changed of a stay, before and after, as far as its own words do not say it. Pure. */
import type { StayChangeRecord } from '../../shared/contract/reservations.ts'
import { daysBetween, type IsoDate } from '../../shared/dates.ts'
import { lookOf, lookText } from '../chart/bar-look.ts'
import { amountText, listText, stayDatesText } from '../formats.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import type { Naming } from './payload-read.ts'

export type ChangedPart = 'status' | 'dates' | 'type' | 'plan' | 'party' | 'room' | 'price'

export interface ChangePart {
  readonly part: ChangedPart
  readonly before: string
  readonly after: string
}

type State = StayChangeRecord['after']

const ENDING: readonly ChangedPart[] = ['status', 'room', 'price']

/** What the words of a command say already. */
const SAID: Readonly<Record<string, readonly ChangedPart[]>> = {
  'stays.change': ['dates', 'room', 'price', 'status'],
  'stays.assignRoom': ['room'],
  'stays.checkIn': ['status', 'room'],
  'stays.checkOut': ['status'],
  'stays.cancel': ENDING,
  'stays.noShow': ENDING,
  'stays.reinstate': ENDING,
  'stays.undoCheckIn': ['status'],
  'stays.undoCheckOut': ENDING,
  'reservations.cancel': ENDING,
}

export const PART_WORDS: Readonly<Record<ChangedPart, MessageId>> = {
  status: 'journal.part.status',
  dates: 'journal.part.dates',
  type: 'journal.part.type',
  plan: 'journal.part.plan',
  party: 'journal.part.party',
  room: 'journal.part.room',
  price: 'journal.part.price',
}

/** Empty for a stay that the command made, and where the words say all. */
export function changeParts(
  command: string,
  { before, after }: StayChangeRecord,
  naming: Naming,
): ChangePart[] {
  if (before === null) return []
  const [old, now] = [textsOf(before, naming), textsOf(after, naming)]
  const said = SAID[command] ?? []
  return (Object.keys(PART_WORDS) as ChangedPart[])
    .filter((part) => !said.includes(part) && old[part] !== now[part])
    .map((part) => ({ part, before: old[part], after: now[part] }))
}

/** Of the distant past: whether it was due in on a day does not matter here. */
const LONG_BEFORE = '0001-01-01' as IsoDate

function textsOf(state: State, { names, currency }: Naming): Record<ChangedPart, string> {
  const counted = state.runs.filter((run) => run.counted)
  const rooms = [...new Set(counted.flatMap(({ roomId }) => (roomId === null ? [] : [names.room(roomId)])))]
  const totalMinor = counted.reduce(
    (sum, { from, to, amountMinor }) => sum + daysBetween(from, to) * amountMinor,
    0,
  )
  return {
    status: lookText(lookOf(state, LONG_BEFORE)),
    dates: stayDatesText(state.arrival, state.departure),
    type: names.roomType(state.roomTypeId),
    plan: names.ratePlan(state.ratePlanId),
    party: t('stays.guests', {
      adults: t('common.adults', { count: state.adults }),
      children: state.children,
    }),
    room: rooms.length === 0 ? t('journal.part.none') : listText(rooms),
    price: amountText(totalMinor, currency),
  }
}
