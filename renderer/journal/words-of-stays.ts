/** Journal rows about reservations and their stays, in words. Pure. */
import { amountText, dayText, listText, stayDatesText } from '../formats.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import {
  countOf,
  datesOf,
  dayOf,
  fixed,
  isPayload,
  type Naming,
  type Payload,
  partsOf,
  textOf,
  type Words,
} from './payload-read.ts'

/** A sale, however it came about: what, where, when and for how much. */
export function saleWords(payload: Payload, { names, currency }: Naming): string | undefined {
  const stays = partsOf(payload, 'stays')
  const [first] = stays
  const totalMinor = countOf(payload, 'totalMinor')
  const arrivals = stays.flatMap((stay) => dayOf(stay, 'arrival') ?? []).sort()
  const departures = stays.flatMap((stay) => dayOf(stay, 'departure') ?? []).sort()
  const [arrival, departure] = [arrivals[0], departures.at(-1)]
  if (first === undefined || totalMinor === undefined || arrival === undefined || departure === undefined)
    return undefined
  const values = {
    checkIn: payload.checkIn === true ? 'yes' : 'no',
    dates: stayDatesText(arrival, departure),
    total: amountText(totalMinor, currency),
  }
  if (stays.length > 1) return t('journal.create.many', { ...values, count: stays.length })
  const room = textOf(first, 'room')
  return t('journal.create.one', {
    ...values,
    type: names.roomType(textOf(first, 'roomType') ?? ''),
    room: room === undefined ? 'none' : names.room(room),
  })
}

function feeOf(payload: Payload, currency: string): string {
  if (payload.fee === 'waive') return 'waived'
  const feeMinor = countOf(payload, 'feeMinor') ?? 0
  return feeMinor === 0 ? 'none' : amountText(feeMinor, currency)
}

const cancelled =
  (id: MessageId): Words =>
  (payload, { currency }) =>
    t(id, {
      agreed: payload.agreedWithChannel === true ? 'yes' : 'no',
      reason: textOf(payload, 'reason') ?? 'none',
      fee: feeOf(payload, currency),
    })

export const STAY_WORDS: Readonly<Record<string, Words>> = {
  'reservations.create': saleWords,
  'reservations.cancel': cancelled('journal.cancel'),
  'reservations.edit': (payload) => {
    const [booker, note] = [payload.booker === true, payload.note === true]
    if (booker && note) return t('journal.edit.both')
    return t(note ? 'journal.edit.note' : 'journal.edit.booker')
  },
  'reservations.import': (payload) => t('journal.import', { count: countOf(payload, 'stays') ?? 0 }),
  'stays.assignRoom': (payload, { names }) => {
    const [room, before] = [textOf(payload, 'room'), textOf(payload, 'before')]
    if (room === undefined)
      return t('journal.room.taken', { before: before === undefined ? '' : names.room(before) })
    return before === undefined
      ? t('journal.room.given', { room: names.room(room) })
      : t('journal.room.moved', { room: names.room(room), before: names.room(before) })
  },
  'stays.checkIn': (payload, { names }) => {
    const room = textOf(payload, 'room')
    return room === undefined ? undefined : t('journal.checkIn', { room: names.room(room) })
  },
  'stays.checkOut': (payload) => t('journal.checkOut', { count: countOf(payload, 'freedNights') ?? 0 }),
  'stays.change': changeWords,
  'stays.split': (payload) => {
    const at = dayOf(payload, 'at')
    return at === undefined ? undefined : t('journal.split', { at: dayText(at) })
  },
  'stays.announce': (payload) =>
    t('journal.announce', {
      time: textOf(payload, 'expectedAt') ?? 'none',
      note: payload.note === true ? 'yes' : 'no',
    }),
  'stays.pin': (payload) => t(payload.pinned === true ? 'journal.pin' : 'journal.unpin'),
  'stays.wish': fixed('journal.wish'),
  'stays.noShow': (payload, { currency }) =>
    t('journal.noShow', { count: countOf(payload, 'freedNights') ?? 0, fee: feeOf(payload, currency) }),
  'stays.cancel': cancelled('journal.cancelStay'),
  'stays.reinstate': (payload) =>
    t('journal.reinstate', {
      count: countOf(payload, 'nights') ?? 0,
      agreed: payload.agreedWithChannel === true ? 'yes' : 'no',
    }),
  'stays.undoCheckIn': fixed('journal.undoCheckIn'),
  'stays.undoCheckOut': (payload, { names }) => {
    const room = textOf(payload, 'room')
    return t('journal.undoCheckOut', { room: room === undefined ? 'none' : names.room(room) })
  },
}

/** Dates, room and price before and after, as far as each differs, and what else was changed. */
function changeWords(payload: Payload, naming: Naming): string | undefined {
  const { names, currency } = naming
  const before = payload.before
  if (!isPayload(before)) return undefined
  const [dates, datesBefore] = [
    datesOf(payload, 'arrival', 'departure'),
    datesOf(before, 'arrival', 'departure'),
  ]
  const [totalMinor, beforeMinor] = [countOf(payload, 'totalMinor'), countOf(before, 'totalMinor')]
  if (
    dates === undefined ||
    datesBefore === undefined ||
    totalMinor === undefined ||
    beforeMinor === undefined
  )
    return undefined
  const [room, roomBefore] = [textOf(payload, 'room'), textOf(before, 'room')]
  const terms = termsOf(payload, naming)
  const values = {
    total: totalMinor === beforeMinor ? 'same' : amountText(totalMinor, currency),
    totalBefore: amountText(beforeMinor, currency),
  }
  const isSame = dates === datesBefore && room === roomBefore
  if (isSame && terms !== null) return t('journal.change.terms', { ...values, terms })
  const change = {
    ...values,
    dates,
    datesBefore,
    room: roomBefore === undefined ? 'given' : room === undefined ? 'taken' : 'moved',
    roomName: room === undefined ? '' : names.room(room),
    roomBefore: roomBefore === undefined ? '' : names.room(roomBefore),
  }
  const id: MessageId = isSame
    ? 'journal.change.price'
    : room === roomBefore
      ? 'journal.change.dates'
      : dates === datesBefore
        ? 'journal.change.room'
        : 'journal.change.both'
  const words = t(id, change)
  return terms === null ? words : t('journal.change.also', { words, terms })
}

/** What is sold now where that was changed: type, plan, party; null for nothing. */
function termsOf(payload: Payload, { names }: Naming): string | null {
  const [type, plan] = [textOf(payload, 'roomType'), textOf(payload, 'ratePlan')]
  const [adults, children] = [countOf(payload, 'adults'), countOf(payload, 'children')]
  const terms = [
    ...(type === undefined ? [] : [names.roomType(type)]),
    ...(plan === undefined ? [] : [names.ratePlan(plan)]),
    ...(adults === undefined ? [] : [t('common.adults', { count: adults })]),
    ...(children === undefined ? [] : [t('common.children', { count: children })]),
  ]
  return terms.length === 0 ? null : listText(terms)
}
