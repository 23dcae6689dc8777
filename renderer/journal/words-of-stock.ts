/** Journal rows about rooms that are kept back, moved or oversold: holds, groups, the waitlist, rooms, overbooking. Pure. */
import { dayText } from '../formats.ts'
import { t } from '../text/text.ts'
import {
  countOf,
  datesOf,
  dayOf,
  fixed,
  isPayload,
  lengthOf,
  type Naming,
  type Payload,
  partsOf,
  textOf,
  type Words,
} from './payload-read.ts'
import { saleWords } from './words-of-stays.ts'

/** A sale out of what was kept. */
const soldFrom =
  (id: 'journal.hold.convert' | 'journal.wait.accept'): Words =>
  (payload, naming) => {
    const sale = saleWords(payload, naming)
    return sale === undefined ? undefined : t(id, { sale })
  }

const WAYS: ReadonlySet<string> = new Set([
  'unblock',
  'releaseHold',
  'releaseAllotment',
  'upgrade',
  'allowance',
  'relocate',
])

function wayOf(payload: Payload): string {
  const { way } = payload
  const kind = typeof way === 'string' ? way : isPayload(way) ? textOf(way, 'kind') : undefined
  return kind !== undefined && WAYS.has(kind) ? kind : 'other'
}

function roomsOf(payload: Payload): number {
  return partsOf(payload, 'lines').reduce((sum, line) => sum + (countOf(line, 'rooms') ?? 0), 0)
}

const byGroup =
  (id: 'journal.group.release' | 'journal.group.cancel'): Words =>
  (payload) =>
    t(id, { count: countOf(payload, 'releasedNights') ?? 0, reason: textOf(payload, 'reason') ?? 'none' })

export const STOCK_WORDS: Readonly<Record<string, Words>> = {
  'holds.place': (payload) => {
    const kind = textOf(payload, 'kind') ?? 'other'
    return t('journal.hold.place', { kind, count: roomsOf(payload) })
  },
  'holds.extend': fixed('journal.hold.extend'),
  'holds.release': fixed('journal.hold.release'),
  'holds.convert': soldFrom('journal.hold.convert'),
  'holds.expire': (payload) => t('journal.hold.expire', { count: lengthOf(payload, 'holds') }),
  'groups.create': (payload) => {
    const dates = datesOf(payload, 'arrival', 'departure')
    const code = textOf(payload, 'groupCode')
    return dates === undefined || code === undefined ? undefined : t('journal.group.create', { code, dates })
  },
  'groups.change': (payload) => {
    const [release, before] = [dayOf(payload, 'releaseDate'), dayOf(payload, 'before')]
    return release === undefined
      ? t('journal.group.change', { count: lengthOf(payload, 'allotments') })
      : t('journal.group.releaseDate', {
          before: before === undefined ? 'none' : dayText(before),
          date: dayText(release),
        })
  },
  'groups.pickUp': (payload) => t('journal.group.pickUp', { count: lengthOf(payload, 'stays') }),
  'groups.importRoomingList': (payload) => t('journal.group.list', { count: lengthOf(payload, 'stays') }),
  'groups.release': byGroup('journal.group.release'),
  'groups.cancel': byGroup('journal.group.cancel'),
  'groups.releaseDue': (payload) => t('journal.group.due', { count: lengthOf(payload, 'groups') }),
  'waitlist.add': (payload) => {
    const dates = datesOf(payload, 'arrival', 'departure')
    return dates === undefined ? undefined : t('journal.wait.add', { dates })
  },
  'waitlist.change': fixed('journal.wait.change'),
  'waitlist.withdraw': fixed('journal.wait.withdraw'),
  'waitlist.accept': soldFrom('journal.wait.accept'),
  'waitlist.offer': (payload, { names }) => {
    const offers = partsOf(payload, 'offers')
    const [first] = offers
    const lapsed = lengthOf(payload, 'lapsed')
    if (first === undefined) return t('journal.wait.lapsed', { count: lapsed })
    const dates = datesOf(first, 'arrival', 'departure')
    if (offers.length > 1 || dates === undefined) return t('journal.wait.offers', { count: offers.length })
    return t('journal.wait.offer', { type: names.roomType(textOf(first, 'roomType') ?? ''), dates })
  },
  'rooms.block': (payload, { names }) => {
    const [room, dates] = [textOf(payload, 'room'), datesOf(payload, 'from', 'to')]
    if (room === undefined || dates === undefined) return undefined
    const id = payload.kind === 'out_of_service' ? 'journal.blockService' : 'journal.block'
    return t(id, { room: names.room(room), dates, reason: textOf(payload, 'reason') ?? '' })
  },
  'rooms.unblock': (payload, { names }) => {
    const room = textOf(payload, 'room')
    if (room === undefined) return undefined
    return t('journal.unblock', { room: names.room(room), count: countOf(payload, 'freedNights') ?? 0 })
  },
  'rooms.describe': (payload, { names }) => {
    const room = textOf(payload, 'room')
    if (room === undefined) return undefined
    return t('journal.describe', {
      room: names.room(room),
      housekeeping: textOf(payload, 'housekeeping') ?? 'none',
    })
  },
  'rooms.autoAssign': (payload) => {
    const date = dayOf(payload, 'date')
    if (date === undefined) return undefined
    const count = lengthOf(payload, 'assigned')
    return t('journal.autoAssign', { count, date: dayText(date), left: lengthOf(payload, 'left') })
  },
  'rooms.repack': (payload, naming) => {
    const moves = partsOf(payload, 'moves')
    const [first] = moves
    if (first === undefined) return undefined
    return moves.length === 1 ? moveWords(first, naming) : t('journal.repack', { count: moves.length })
  },
  'overbooking.resolve': (payload) => t('journal.resolve', { way: wayOf(payload) }),
  'overbooking.setAllowance': (payload, { names }) => {
    const [type, dates] = [textOf(payload, 'roomType'), datesOf(payload, 'from', 'to')]
    if (type === undefined || dates === undefined) return undefined
    return t('journal.allowance', {
      type: names.roomType(type),
      dates,
      rooms: countOf(payload, 'rooms') ?? 0,
    })
  },
}

function moveWords(move: Payload, { names }: Naming): string | undefined {
  const [from, to] = [textOf(move, 'fromRoomId'), textOf(move, 'toRoomId')]
  if (to === undefined) return undefined
  return from === undefined
    ? t('journal.room.given', { room: names.room(to) })
    : t('journal.room.moved', { before: names.room(from), room: names.room(to) })
}
