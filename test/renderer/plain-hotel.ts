/** What rooms and rate plans have that most tests do not care for. */
import type { Hotel } from '../../shared/contract/property.ts'

type Room = Hotel['rooms'][number]

export const PLAIN_ROOM: Pick<Room, 'floor' | 'accessible' | 'features' | 'housekeeping'> = {
  floor: '',
  accessible: false,
  features: [],
  housekeeping: 'clean',
}
export const PLAIN_PLAN: Pick<Hotel['ratePlans'][number], 'cancellationPolicyId'> = {
  cancellationPolicyId: null,
}
