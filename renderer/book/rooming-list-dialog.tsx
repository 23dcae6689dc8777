import type { Group } from '../../shared/contract/groups.ts'
export function RoomingListDialog(_: { group: Group }) {
  return null
}
