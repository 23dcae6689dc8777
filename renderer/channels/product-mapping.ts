/** The mapping seen from the channel: its rooms and rates in its order, what each is with us, and what is suggested. Pure. */
import type { ChannelProduct } from '../../shared/contract/channel-inquiry.ts'
import type { Hotel } from '../../shared/contract/property.ts'
import { type MatchReason, matchRates, matchRooms } from '../../shared/product-match.ts'
import { type ChannelDraft, rateKey } from './channel-entry.ts'

type Products = Pick<Hotel, 'roomTypes' | 'ratePlans'>

export interface Suggestion {
  /** Of a room type, or of a rate plan. */
  readonly id: string
  readonly score: number
  readonly reason: MatchReason
}

export interface ProductRow {
  readonly key: string
  readonly of: 'room' | 'rate'
  readonly roomCode: string
  readonly code: string
  readonly name: string
  /** Our room type of its room, mapped or only suggested; null where neither is. */
  readonly roomTypeId: string | null
  /** Our room type or rate plan that it is mapped to. */
  readonly mappedTo: string | null
  readonly suggestion: Suggestion | null
}

const codeOf = (text: string | undefined): string => text?.trim() ?? ''

/** Our room types by the channel's code. */
function mappedRooms({ roomTypes }: Products, { roomCodes }: ChannelDraft): Map<string, string> {
  return new Map(
    roomTypes.flatMap(({ id }) =>
      codeOf(roomCodes[id]) === '' ? [] : [[codeOf(roomCodes[id]), id] as const],
    ),
  )
}

function mappedRates({ ratePlans }: Products, draft: ChannelDraft, roomTypeId: string): Map<string, string> {
  return new Map(
    ratePlans.flatMap(({ id }) => {
      const code = codeOf(draft.rateCodes[rateKey(roomTypeId, id)])
      return code === '' ? [] : [[code, id] as const]
    }),
  )
}

export function productRows(
  products: readonly ChannelProduct[],
  draft: ChannelDraft,
  hotel: Products,
): ProductRow[] {
  const rooms = mappedRooms(hotel, draft)
  const found = new Map(matchRooms(hotel.roomTypes, products, rooms).map((each) => [each.roomCode, each]))
  return products.flatMap((product) => {
    const mappedTo = rooms.get(product.code) ?? null
    const match = found.get(product.code)
    const roomTypeId = mappedTo ?? match?.roomTypeId ?? null
    const room: ProductRow = {
      key: `room ${product.code}`,
      of: 'room',
      roomCode: product.code,
      code: product.code,
      name: product.name,
      roomTypeId,
      mappedTo,
      suggestion:
        match === undefined ? null : { id: match.roomTypeId, score: match.score, reason: match.reason },
    }
    return [room, ...rateRows(product, roomTypeId, draft, hotel)]
  })
}

function rateRows(
  product: ChannelProduct,
  roomTypeId: string | null,
  draft: ChannelDraft,
  hotel: Products,
): ProductRow[] {
  const rates = roomTypeId === null ? new Map<string, string>() : mappedRates(hotel, draft, roomTypeId)
  // Of a room that is nothing with us yet, nothing is suggested: its rates would hang in the air.
  const matches = roomTypeId === null ? [] : matchRates(hotel.ratePlans, product, rates)
  return product.rates.map(({ code, name }): ProductRow => {
    const match = matches.find(({ rateCode }) => rateCode === code)
    return {
      key: `rate ${product.code} ${code}`,
      of: 'rate',
      roomCode: product.code,
      code,
      name,
      roomTypeId,
      mappedTo: rates.get(code) ?? null,
      suggestion:
        match === undefined ? null : { id: match.ratePlanId, score: match.score, reason: match.reason },
    }
  })
}

type Codes = Pick<ChannelDraft, 'roomCodes' | 'rateCodes'>

/** The channel's room is this type of ours, or none (null); its rates go with it, and what the type was before is given up. */
export function mapRoom(draft: Codes, hotel: Products, roomCode: string, roomTypeId: string | null): Codes {
  const roomCodes = { ...draft.roomCodes }
  const rateCodes = { ...draft.rateCodes }
  const before = hotel.roomTypes.find(({ id }) => codeOf(roomCodes[id]) === roomCode)?.id ?? null
  if (before === roomTypeId) return { roomCodes, rateCodes }
  for (const { id: plan } of hotel.ratePlans) {
    const code = before === null ? '' : (rateCodes[rateKey(before, plan)] ?? '')
    if (before !== null) delete rateCodes[rateKey(before, plan)]
    if (roomTypeId !== null) rateCodes[rateKey(roomTypeId, plan)] = code
  }
  if (before !== null) delete roomCodes[before]
  if (roomTypeId !== null) roomCodes[roomTypeId] = roomCode
  return { roomCodes, rateCodes }
}

export function mapRate(
  draft: Codes,
  hotel: Products,
  { roomTypeId, code }: Pick<ProductRow, 'roomTypeId' | 'code'>,
  ratePlanId: string | null,
): Codes {
  const { roomCodes } = draft
  const rateCodes = { ...draft.rateCodes }
  if (roomTypeId === null) return { roomCodes, rateCodes }
  for (const { id } of hotel.ratePlans)
    if (codeOf(rateCodes[rateKey(roomTypeId, id)]) === code) delete rateCodes[rateKey(roomTypeId, id)]
  if (ratePlanId !== null) rateCodes[rateKey(roomTypeId, ratePlanId)] = code
  return { roomCodes, rateCodes }
}

/** What is suggested for the row; a rate's room, where it is only suggested as well, comes with it. */
export function accepted(draft: Codes, hotel: Products, row: ProductRow): Codes {
  if (row.suggestion === null) return draft
  if (row.of === 'room') return mapRoom(draft, hotel, row.roomCode, row.suggestion.id)
  return mapRate(mapRoom(draft, hotel, row.roomCode, row.roomTypeId), hotel, row, row.suggestion.id)
}

export function allAccepted(draft: Codes, hotel: Products, rows: readonly ProductRow[]): Codes {
  return rows.reduce((codes, row) => accepted(codes, hotel, row), draft)
}

/** Codes that are mapped and that the channel's list does not hold: mistyped, or gone there. */
export function strangeCodes(
  products: readonly ChannelProduct[],
  draft: ChannelDraft,
  hotel: Products,
): string[] {
  return [...mappedRooms(hotel, draft)].flatMap(([roomCode, roomTypeId]) => {
    const product = products.find(({ code }) => code === roomCode)
    if (product === undefined) return [roomCode]
    const known = new Set(product.rates.map(({ code }) => code))
    return [...mappedRates(hotel, draft, roomTypeId).keys()].filter((code) => !known.has(code))
  })
}
