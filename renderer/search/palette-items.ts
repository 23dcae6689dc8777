/** What the palette lists for the words typed, in its groups and in order. Pure. */
import type { SearchHit } from '../../shared/contract/search.ts'
import { foldText } from '../../shared/words.ts'
import type { Room } from '../hotel-names.ts'
import type { DeskAction } from './actions.ts'
import { isMatch } from './matches.ts'

export type PaletteItem =
  | { readonly kind: 'stay' | 'code'; readonly id: string; readonly hit: SearchHit }
  | {
      readonly kind: 'room'
      readonly id: string
      readonly room: Room
      readonly hit: SearchHit | null
      /** The room's whole name was typed, so that the answer tells whether anybody is in it or due in it. */
      readonly isWhole: boolean
    }
  | { readonly kind: 'action'; readonly id: string; readonly action: DeskAction }

export interface PaletteGroup {
  readonly name: 'stays' | 'rooms' | 'codes' | 'actions'
  readonly items: readonly PaletteItem[]
}

/** `>` asks for actions only, `#` for rooms and codes, `@` for guests; anything else for all. */
export type Scope = 'all' | 'actions' | 'codes' | 'guests'
const SCOPES: Readonly<Record<string, Scope>> = { '>': 'actions', '#': 'codes', '@': 'guests' }

export function readQuery(typed: string): { scope: Scope; text: string } {
  const scope = SCOPES[typed.charAt(0)]
  return scope === undefined ? { scope: 'all', text: typed.trim() } : { scope, text: typed.slice(1).trim() }
}

const MOST_ROOMS = 5
const MOST_ACTIONS = 6

export interface PaletteSources {
  readonly hits: readonly SearchHit[]
  readonly rooms: readonly Room[]
  readonly actions: readonly DeskAction[]
}

function roomItems({ hits, rooms }: PaletteSources, text: string): PaletteItem[] {
  const found = hits.filter((hit) => hit.matched === 'room')
  const taken = found.flatMap((hit): PaletteItem[] => {
    const room = rooms.find((each) => each.id === hit.roomId)
    return room === undefined ? [] : [{ kind: 'room', id: `room-${hit.stayId}`, room, hit, isWhole: true }]
  })
  const others = rooms
    .filter((room) => isMatch(room.name, text) && !found.some((hit) => hit.roomId === room.id))
    .map((room): PaletteItem => {
      const isWhole = foldText(room.name) === foldText(text)
      return { kind: 'room', id: `room-${room.id}`, room, hit: null, isWhole }
    })
  return [...taken, ...others].slice(0, MOST_ROOMS)
}

/** Groups without items are left out. Nothing typed lists the actions, so that they can be learnt. */
export function paletteGroups(sources: PaletteSources, typed: string): PaletteGroup[] {
  const { scope, text } = readQuery(typed)
  const hits = text === '' ? [] : sources.hits
  const stays = hits
    .filter((hit) => hit.matched === 'guest')
    .map((hit): PaletteItem => ({ kind: 'stay', id: `stay-${hit.stayId}`, hit }))
  const codes = hits
    .filter((hit) => hit.matched === 'code' || hit.matched === 'channelRef')
    .map((hit): PaletteItem => ({ kind: 'code', id: `code-${hit.stayId}`, hit }))
  const actions = sources.actions
    .filter((action) => isMatch(action.words(), text))
    .slice(0, scope === 'actions' || text === '' ? undefined : MOST_ACTIONS)
    .map((action): PaletteItem => ({ kind: 'action', id: `action-${action.id}`, action }))
  const groups: PaletteGroup[] = []
  if (scope === 'all' || scope === 'guests') groups.push({ name: 'stays', items: stays })
  if ((scope === 'all' || scope === 'codes') && text !== '')
    groups.push(
      { name: 'rooms', items: roomItems({ ...sources, hits }, text) },
      { name: 'codes', items: codes },
    )
  if (scope === 'all' || scope === 'actions') groups.push({ name: 'actions', items: actions })
  return groups.filter((group) => group.items.length > 0)
}
