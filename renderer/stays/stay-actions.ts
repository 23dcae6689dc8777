/** What can be done with a stay in its present state, with which key; for lists, the drawer and its menu. Pure. */
import type { StayRow } from '../../shared/contract/stays.ts'
import { addDays, daysBetween, type IsoDate, laterOf } from '../../shared/dates.ts'
import { STAY_DIALOGS, type StayDialog, type StaySubject } from '../desk-state.ts'
import type { MessageId } from '../text/catalogue.ts'

/** `late` announces at once, `pin` keeps it in its room or no longer; the others ask in a dialog. */
export type StayAction = StayDialog | 'change' | 'late' | 'pin' | 'charge' | 'pay'

/** What decides which actions there are. */
export interface StayState extends Pick<StayRow, 'status' | 'arrival' | 'departure' | 'roomId'> {
  /** Business dates of the check-in and the check-out, null before them. */
  readonly checkedInOn: IsoDate | null
  readonly checkedOutOn: IsoDate | null
}

export interface ActedStay extends StaySubject {
  readonly expectedAt: string | null
  /** Undefined where a list does not know. */
  readonly pinned?: boolean
}

/** Nights of which a stay can be parted: those after the first one still to come. */
export function splitNights(
  { arrival, departure }: { readonly arrival: IsoDate; readonly departure: IsoDate },
  businessDate: IsoDate,
): IsoDate[] {
  const first = addDays(laterOf(arrival, businessDate), 1)
  const count = Math.max(0, daysBetween(first, departure))
  return Array.from({ length: count }, (_, index) => addDays(first, index))
}

const ALLOWED: Readonly<Record<StayAction, (stay: StayState, businessDate: IsoDate) => boolean>> = {
  checkIn: (stay, today) => stay.status === 'reserved' && stay.arrival <= today && stay.departure > today,
  checkOut: (stay) => stay.status === 'in_house',
  assign: (stay, today) => isOpen(stay) && stay.departure > today,
  change: isOpen,
  split: (stay, today) => isOpen(stay) && splitNights(stay, today).length > 0,
  late: (stay) => stay.status === 'reserved',
  announce: (stay) => stay.status === 'reserved',
  pin: (stay) => isOpen(stay) && stay.roomId !== null,
  wish: isOpen,
  noShow: (stay, today) => stay.status === 'reserved' && stay.arrival <= today,
  cancelStay: (stay) => stay.status === 'reserved',
  reinstate: (stay, today) =>
    (stay.status === 'cancelled' || stay.status === 'no_show') && stay.departure > today,
  undoCheckIn: (stay, today) => stay.status === 'in_house' && isOn(stay.checkedInOn, today),
  undoCheckOut: (stay, today) => stay.status === 'departed' && isOn(stay.checkedOutOn, today),
  charge: (stay) => stay.status === 'reserved' || stay.status === 'in_house' || stay.status === 'departed',
  pay: () => true,
}

function isOpen({ status }: Pick<StayState, 'status'>): boolean {
  return status === 'reserved' || status === 'in_house'
}

function isOn(date: IsoDate | null, businessDate: IsoDate): boolean {
  return date !== null && date >= businessDate
}

export function isAllowed(action: StayAction, stay: StayState, businessDate: IsoDate): boolean {
  return ALLOWED[action](stay, businessDate)
}

/** The buttons of a row: the likeliest first. */
export function actionsOf(
  stay: Pick<StayRow, 'status' | 'arrival' | 'departure'>,
  businessDate: IsoDate,
): ('checkIn' | 'checkOut' | 'assign')[] {
  const state = { ...stay, roomId: null, checkedInOn: null, checkedOutOn: null }
  return (['checkIn', 'checkOut', 'assign'] as const).filter((action) =>
    isAllowed(action, state, businessDate),
  )
}

/** What the keys of a list do to its selected stay, the first that its state allows. */
export const LIST_KEYS: Readonly<Record<string, readonly StayAction[]>> = {
  i: ['checkIn'],
  o: ['checkOut'],
  a: ['assign'],
  n: ['noShow'],
  l: ['late'],
  u: ['undoCheckIn', 'undoCheckOut', 'reinstate'],
  p: ['pay'],
}

/** What the menu of a stay in the drawer offers, in its order. */
export const MENU_ACTIONS: readonly { readonly action: StayAction; readonly key: string }[] = [
  { action: 'split', key: 's' },
  { action: 'late', key: 'l' },
  { action: 'pin', key: 'k' },
  { action: 'wish', key: 'h' },
  { action: 'noShow', key: 'n' },
  { action: 'cancelStay', key: 'r' },
  { action: 'reinstate', key: 'b' },
  { action: 'undoCheckIn', key: 'u' },
  { action: 'undoCheckOut', key: 'u' },
]

export function actionWords(
  action: 'checkIn' | 'checkOut' | 'assign',
  stay: Pick<StayRow, 'roomId'>,
): MessageId {
  if (action === 'checkIn') return 'board.list.checkIn'
  if (action === 'checkOut') return 'board.list.checkOut'
  return stay.roomId === null ? 'board.list.giveRoom' : 'board.list.move'
}

export function asksInDialog(action: StayAction): action is StayDialog {
  return STAY_DIALOGS.some((each) => each === action)
}

/** When a late guest is expected while nobody said it: at 22:00, later in the evening within the hour. */
export function lateTime(now: string): string {
  if (now < '21:00') return '22:00'
  const [hour, minute] = now.split(':')
  return Number(hour) >= 23 || hour === undefined
    ? '23:59'
    : `${String(Number(hour) + 1).padStart(2, '0')}:${minute ?? '00'}`
}
