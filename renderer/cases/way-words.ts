/** A way out of a case in words: what it is, what it does, and what it costs. Pure. */
import type { ChosenWay, Way } from '../../shared/contract/overbooking.ts'
import type { Answers } from '../connection/desk-client.ts'
import { amountText } from '../formats.ts'
import type { HotelNames } from '../hotel-names.ts'
import { t } from '../text/text.ts'

export type OverbookingCase = Answers['attention']['cases']['cases'][number]

/** Names a way while the list of ways is fetched anew. */
export function wayKey(way: Way): string {
  switch (way.kind) {
    case 'unblock':
      return `unblock ${way.blockId}`
    case 'releaseHold':
      return `hold ${way.holdId}`
    case 'releaseAllotment':
      return `group ${way.groupId}`
    case 'upgrade':
      return `upgrade ${way.roomTypeId}`
    default:
      return way.kind
  }
}

/** @param to where the guest is sent; only relocation asks for it */
export function chosenWay(way: Way, to: string): ChosenWay {
  switch (way.kind) {
    case 'unblock':
      return { kind: 'unblock', blockId: way.blockId }
    case 'releaseHold':
      return { kind: 'releaseHold', holdId: way.holdId }
    case 'releaseAllotment':
      return { kind: 'releaseAllotment', groupId: way.groupId }
    case 'upgrade':
      return { kind: 'upgrade', roomTypeId: way.roomTypeId }
    case 'allowance':
      return { kind: 'allowance' }
    case 'relocate':
      return { kind: 'relocate', to: to.trim() }
  }
}

export interface WayWords {
  readonly title: string
  /** What speaks for it or against it, in a line. */
  readonly what: string
  /** What is done, in order. */
  readonly steps: readonly string[]
  /** On the button. */
  readonly act: string
}

export function wayWords(way: Way, names: HotelNames): WayWords {
  switch (way.kind) {
    case 'unblock': {
      const room = names.room(way.roomId)
      return {
        title: t('cases.unblock.title', { room }),
        what: way.reason,
        steps: [t('cases.unblock.step.room', { room }), t('cases.unblock.step.ready')],
        act: t('cases.unblock.act', { room }),
      }
    }
    case 'releaseHold':
      return {
        title: t('cases.hold.title', { label: way.label }),
        what: t('cases.hold.what'),
        steps: [t('cases.hold.step', { label: way.label })],
        act: t('cases.hold.act'),
      }
    case 'releaseAllotment':
      return {
        title: t('cases.allotment.title', { name: way.name }),
        what: t('cases.allotment.what', { count: way.rooms }),
        steps: [t('cases.allotment.step', { name: way.name })],
        act: t('cases.allotment.act'),
      }
    case 'upgrade': {
      const type = names.roomType(way.roomTypeId)
      return {
        title: t('cases.upgrade.title', { type }),
        what: t('cases.upgrade.what', { count: way.leftAfter }),
        steps: [t('cases.upgrade.step.counts', { type }), t('cases.upgrade.step.channels', { type })],
        act: t('cases.upgrade.act', { type }),
      }
    }
    case 'allowance':
      return {
        title: t('cases.allowance.title', { count: way.rooms }),
        what: t('cases.allowance.what'),
        steps: [t('cases.allowance.step', { count: way.rooms })],
        act: t('cases.allowance.act'),
      }
    case 'relocate':
      return {
        title: t('cases.relocate.title'),
        what: t('cases.relocate.what'),
        steps: [t('cases.relocate.step.cancel'), t('cases.relocate.step.channel')],
        act: t('cases.relocate.act'),
      }
  }
}

/** `EUR 54.00`, `costs nothing` */
export function costText(costMinor: number, currency: string): string {
  return costMinor === 0
    ? t('cases.cost.none')
    : t('cases.cost', { amount: amountText(costMinor, currency), currency })
}
