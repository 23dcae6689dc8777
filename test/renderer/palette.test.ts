import { describe, expect, test } from 'vitest'
import { DESK_ACTIONS } from '../../renderer/search/actions.ts'
import { knownHits } from '../../renderer/search/known-stays.ts'
import { isMatch, matchPieces } from '../../renderer/search/matches.ts'
import { type PaletteGroup, paletteGroups, readQuery } from '../../renderer/search/palette-items.ts'
import type { SearchHit } from '../../shared/contract/search.ts'
import { PLAIN_ROOM } from './plain-hotel.ts'

/** The text with what is underlined in brackets. */
function shown(text: string, typed: string): string {
  return matchPieces(text, typed)
    .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
    .join('')
}

describe('what is underlined', () => {
  test('words that begin as typed, wherever they stand, whatever their accents', () => {
    expect(shown('Lena Weber', 'we')).toBe('Lena [We]ber')
    expect(shown('Zoë Müller-Groß', 'mul gros')).toBe('Zoë [Mül]ler-[Groß]')
    expect(shown('Anna Petersen', 'ter')).toBe('Anna Petersen')
    expect(shown('K7M2-4Q', 'k7m2 4')).toBe('[K7M2]-[4]Q')
    expect(shown('Øster', 'os')).toBe('[Øs]ter')
  })

  test('a letter that folds to two is underlined whole', () => {
    expect(shown('Straße', 'stras')).toBe('[Straß]e')
  })

  test('nothing typed underlines nothing and loses no text', () => {
    expect(shown('Lena Weber', '')).toBe('Lena Weber')
  })

  test('every word typed must begin some word', () => {
    expect(isMatch('Go to Channels', 'ch go')).toBe(true)
    expect(isMatch('Go to Channels', 'go rates')).toBe(false)
  })
})

describe('search while the host is away', () => {
  const stay = { roomTypeId: 't', reservationId: 'r', channelName: null, departure: '2026-11-25' }
  const lena = {
    ...stay,
    stayId: 'a',
    guestName: 'Lena Weber',
    code: 'K7M2-4Q',
    status: 'reserved',
    roomId: null,
    arrival: '2026-11-24',
  }
  const jonas = {
    ...stay,
    stayId: 'b',
    guestName: 'Jonas Wéber',
    code: 'P3XX-9A',
    status: 'in_house',
    roomId: 'r1',
    arrival: '2026-11-20',
  }
  const answers = [
    { queryKey: [['stays', 'tapeChart'], { type: 'query' }], data: { bars: [lena, lena] } },
    { queryKey: [['stays', 'inHouse'], { type: 'query' }], data: { stays: [jonas] } },
    { queryKey: [['board', 'day'], { type: 'query' }], data: undefined },
    { queryKey: [['journal', 'list'], { type: 'query' }], data: { rows: [] } },
  ]
  const names = { room: () => '305' }
  const found = (text: string) =>
    knownHits(answers, text, names, 20).map(({ stayId, matched }) => [stayId, matched])

  test('finds what the page has seen, each stay once, in house first', () => {
    expect(found('web')).toEqual([
      ['b', 'guest'],
      ['a', 'guest'],
    ])
    expect(found('k7m24')).toEqual([['a', 'code']])
    expect(found('305')).toEqual([['b', 'room']])
    expect(found('nobody')).toEqual([])
    expect(knownHits(answers, 'web', names, 1)).toHaveLength(1)
  })
})

const hit = (id: string, matched: SearchHit['matched'], roomId: string | null = null) =>
  ({ stayId: id, matched, roomId }) as SearchHit
const sources = {
  hits: [hit('a', 'guest'), hit('b', 'room', 'r1'), hit('c', 'code'), hit('d', 'channelRef')],
  rooms: [
    { id: 'r1', roomTypeId: 't', name: '30', inService: true, ...PLAIN_ROOM },
    { id: 'r2', roomTypeId: 't', name: '301', inService: true, ...PLAIN_ROOM },
  ],
  actions: DESK_ACTIONS,
}
const named = (groups: readonly PaletteGroup[]) =>
  groups.map((group) => [group.name, ...group.items.map((item) => item.id)])

describe('the palette', () => {
  test('guests come first, then rooms, codes and actions; a free room is offered beside one with a guest', () => {
    expect(named(paletteGroups(sources, '30'))).toEqual([
      ['stays', 'stay-a'],
      ['rooms', 'room-b', 'room-r2'],
      ['codes', 'code-c', 'code-d'],
    ])
    const [rooms] = paletteGroups({ ...sources, hits: [] }, '301')
    expect(rooms?.items).toMatchObject([{ kind: 'room', hit: null, isWhole: true }])
  })

  test('a sign at the start asks for one kind only', () => {
    expect(readQuery('> the')).toEqual({ scope: 'actions', text: 'the' })
    expect(named(paletteGroups(sources, '@a'))).toEqual([['stays', 'stay-a']])
    expect(named(paletteGroups(sources, '#30')).map(([name]) => name)).toEqual(['rooms', 'codes'])
    expect(named(paletteGroups(sources, '>theme')).map(([name]) => name)).toEqual(['actions'])
  })

  test('nothing typed lists every action, so that they can be learnt', () => {
    expect(named(paletteGroups(sources, ''))).toEqual([
      ['actions', ...DESK_ACTIONS.map((action) => `action-${action.id}`)],
    ])
  })

  test('every action has words and an id of its own', () => {
    expect(new Set(DESK_ACTIONS.map((action) => action.id)).size).toBe(DESK_ACTIONS.length)
    expect(new Set(DESK_ACTIONS.map((action) => action.words())).size).toBe(DESK_ACTIONS.length)
  })
})
