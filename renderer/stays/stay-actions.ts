/** What can be done with a stay of a list, and its keys; pure. */
import type { StayRow } from '../../shared/contract/stays.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { Dialog } from '../desk-state.ts'
import type { MessageId } from '../text/catalogue.ts'

export type StayAction = Extract<Dialog, { stay: unknown }>['kind']

/** What can be done with a stay in its present state, the likeliest first. */
export function actionsOf(
  stay: Pick<StayRow, 'status' | 'arrival' | 'departure'>,
  businessDate: IsoDate,
): StayAction[] {
  if (stay.status === 'in_house') return ['checkOut', 'assign']
  if (stay.status !== 'reserved') return []
  return stay.arrival <= businessDate && stay.departure > businessDate ? ['checkIn', 'assign'] : ['assign']
}

export const ACTION_KEYS: Readonly<Record<string, StayAction>> = { i: 'checkIn', o: 'checkOut', a: 'assign' }

export function actionWords(action: StayAction, stay: Pick<StayRow, 'roomId'>): MessageId {
  if (action === 'checkIn') return 'board.list.checkIn'
  if (action === 'checkOut') return 'board.list.checkOut'
  return stay.roomId === null ? 'board.list.giveRoom' : 'board.list.move'
}
