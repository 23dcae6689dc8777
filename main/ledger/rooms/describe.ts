/** rooms.describe: what a room is like; and the room that a guest has left. */
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'

/** A word is kept once, however it is written. */
function distinct(features: readonly string[]): string[] {
  const known = new Map<string, string>()
  for (const feature of features) {
    const word = feature.toLowerCase()
    if (!known.has(word)) known.set(word, feature)
  }
  return [...known.values()]
}

export function describeRoom(
  parts: Parts,
  context: CommandContext,
  input: Commands['rooms.describe']['input'],
): Outcome<Commands['rooms.describe']['output']> {
  const room = context.catalog.room(input.roomId)
  const { floor, accessible, features, housekeeping } = room
  const before = { floor, accessible, features, housekeeping }
  const after = {
    floor: input.floor ?? floor,
    accessible: input.accessible ?? accessible,
    features: input.features === undefined ? features : distinct(input.features),
    housekeeping: input.housekeeping ?? housekeeping,
  }
  parts.roomRows.describe({
    id: room.id,
    floor: after.floor,
    accessible: after.accessible ? 1 : 0,
    features: JSON.stringify(after.features),
    housekeeping: after.housekeeping,
  })
  return {
    answer: { seq: context.seq },
    payload: { room: room.publicId, ...after, before },
    topics: ['property'],
    facets: [],
    reload: true,
  }
}

/** A departed guest leaves the room dirty. Its command reads the catalog again (`reload`) and touches `property`. */
export function markDirty(parts: Parts, roomId: number | null): void {
  if (roomId !== null) parts.roomRows.setHousekeeping(roomId, 'dirty')
}
