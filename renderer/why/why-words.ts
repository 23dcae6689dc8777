/** The reasons of a number of rooms in words. Pure. */
import type { Reason } from '../../shared/contract/inventory.ts'
import { type HotelClock, wholeText } from '../formats.ts'
import type { HotelNames } from '../hotel-names.ts'
import { t } from '../text/text.ts'

export function reasonKey(reason: Reason): string {
  switch (reason.what) {
    case 'block':
      return reason.blockId
    case 'allotment':
      return reason.groupId
    case 'hold':
      return reason.holdId
    case 'stay':
      return reason.stayId
    default:
      return reason.what
  }
}

export function reasonWords(reason: Reason, names: HotelNames, clock: HotelClock): string {
  switch (reason.what) {
    case 'total':
      return t('why.reason.total')
    case 'allowance':
      return t('why.reason.allowance')
    case 'block':
      return t('why.reason.block', { room: names.room(reason.roomId), reason: reason.reason })
    case 'allotment':
      return t('why.reason.allotment', { name: reason.name })
    case 'hold':
      return t('why.reason.hold', { label: reason.label, until: clock.dayAndTime(reason.expiresAt) })
    case 'stay':
      return t('why.reason.stay', { guest: reason.guestName, code: reason.code })
  }
}

/** `12`, `+1`, `−3`; with its sign where it is a part of a sum. */
export function countText(rooms: number, isSigned: boolean): string {
  return `${isSigned && rooms > 0 ? '+' : ''}${wholeText(rooms)}`
}
