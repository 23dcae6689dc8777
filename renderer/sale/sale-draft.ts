/** A sale that is being made: who books, and per room what was typed and chosen. Pure. */
import type { IsoDate } from '../../shared/dates.ts'
import { fromDecimal, LARGEST_AMOUNT_MINOR } from '../../shared/money.ts'
import type { Offer, SaleWish } from './offer-choice.ts'
import type { SaleStay } from './stay-entry.ts'

export interface GuestDraft {
  readonly surname: string
  readonly firstName: string
  readonly phone: string
  readonly email: string
}

/** A guest who was here before, as the host knows them. */
export interface KnownGuest extends GuestDraft {
  readonly id: string
}

/** A room of the sale. */
export interface RoomDraft {
  /** Its own number within the sale; never given twice. */
  readonly key: number
  readonly stay: SaleStay
  readonly wish: SaleWish
  /** What was proposed for these dates: it stays proposed until the person chooses, whatever is sold meanwhile. */
  readonly seen: { readonly stayKey: string; readonly wish: SaleWish } | null
  /** Who stays, where several rooms are booked; the booker when there is no surname. */
  readonly guest: Pick<GuestDraft, 'surname' | 'firstName'>
  /** Prices agreed with the guest, as typed, by night. */
  readonly agreed: Readonly<Record<string, string>>
  /** The plan and breach that staff confirmed to sell all the same, `breachKey`. */
  readonly overridden: string | null
}

export interface SaleDraft {
  readonly rooms: readonly RoomDraft[]
  /** The room whose fields are shown, by its key. */
  readonly current: number
  readonly booker: GuestDraft
  readonly note: string
  /** A promotion's code that the guest names; empty without one. */
  readonly code: string
  /** Who was taken over from the hotel's guests. */
  readonly known: KnownGuest | null
  /** Somebody has tried to book: only now is a name that is missing said to be. */
  readonly wasTried: boolean
}

export const NOBODY: GuestDraft = { surname: '', firstName: '', phone: '', email: '' }
export const MOST_ROOMS = 20
const NO_WISH: SaleWish = { roomTypeId: null, ratePlanId: null, roomId: null }

export interface SaleStart {
  readonly arrival: IsoDate | null
  readonly isWalkIn: boolean
  readonly nights: number
  readonly roomId: string | null
}

export function newSale(start: SaleStart): SaleDraft {
  const stay: SaleStay = {
    isWalkIn: start.isWalkIn,
    arrival: start.isWalkIn ? null : start.arrival,
    nights: start.nights,
    adults: 2,
    children: 0,
    ages: [],
    drafts: {},
  }
  return {
    rooms: [roomOf(1, stay, { ...NO_WISH, roomId: start.roomId })],
    current: 1,
    booker: NOBODY,
    note: '',
    code: '',
    known: null,
    wasTried: false,
  }
}

function roomOf(key: number, stay: SaleStay, wish: SaleWish): RoomDraft {
  return { key, stay, wish, seen: null, guest: { surname: '', firstName: '' }, agreed: {}, overridden: null }
}

export function currentRoom(sale: SaleDraft): RoomDraft {
  const room = sale.rooms.find((each) => each.key === sale.current) ?? sale.rooms[0]
  if (room === undefined) throw new Error('a sale has at least one room')
  return room
}

export function withRoom(sale: SaleDraft, key: number, change: Partial<RoomDraft>): SaleDraft {
  return { ...sale, rooms: sale.rooms.map((room) => (room.key === key ? { ...room, ...change } : room)) }
}

/** One more room, for the same dates and guests as the one shown. */
export function addRoom(sale: SaleDraft): SaleDraft {
  if (sale.rooms.length >= MOST_ROOMS) return sale
  const key = Math.max(...sale.rooms.map((room) => room.key)) + 1
  const { stay } = currentRoom(sale)
  return { ...sale, rooms: [...sale.rooms, roomOf(key, stay, NO_WISH)], current: key }
}

/** The last room stays. */
export function removeRoom(sale: SaleDraft, key: number): SaleDraft {
  const rooms = sale.rooms.filter((room) => room.key !== key)
  if (rooms.length === 0) return sale
  return {
    ...sale,
    rooms,
    current: sale.current === key ? (rooms.at(-1)?.key ?? sale.current) : sale.current,
  }
}

/** Whether all rooms are for now, so that they are checked in at once. */
export function isForNow(sale: SaleDraft): boolean {
  return sale.rooms.every(({ stay }) => stay.isWalkIn && stay.arrival === null)
}

/**
 * What was typed about the booker. Another name than the known guest's is another guest: what was taken over with the
 * name goes with it, unless it was typed over.
 */
export function enterBooker(sale: SaleDraft, change: Partial<GuestDraft>): SaleDraft {
  const booker = { ...sale.booker, ...change }
  const { known } = sale
  if (known === null || isSameName(booker, known)) return { ...sale, booker }
  const kept = (field: 'phone' | 'email') => (booker[field] === known[field] ? '' : booker[field])
  return { ...sale, known: null, booker: { ...booker, phone: kept('phone'), email: kept('email') } }
}

function isSameName(a: GuestDraft, b: GuestDraft): boolean {
  return a.surname.trim() === b.surname && a.firstName.trim() === b.firstName
}

/** The guest becomes the booker; a phone or e-mail that was typed already is newer than the known one. */
export function takeGuest(sale: SaleDraft, known: KnownGuest): SaleDraft {
  const { phone, email } = sale.booker
  return {
    ...sale,
    known,
    booker: {
      surname: known.surname,
      firstName: known.firstName,
      phone: phone === '' ? known.phone : phone,
      email: email === '' ? known.email : email,
    },
  }
}

/** Whether closing it would lose something that a person typed. */
export function isFilled({ booker, note, rooms }: SaleDraft): boolean {
  const texts = [note, ...Object.values(booker), ...rooms.flatMap((room) => Object.values(room.guest))]
  return rooms.length > 1 || texts.some((text) => text.trim() !== '') || rooms.some(hasAgreed)
}

function hasAgreed(room: RoomDraft): boolean {
  return Object.keys(room.agreed).length > 0
}

/** Which refusal a confirmation was about: it holds for no other one. */
export function breachKey(offer: Offer): string | null {
  const { refusal } = offer
  if (refusal?.reason !== 'restriction') return null
  return [offer.roomTypeId, offer.ratePlanId, refusal.restriction, refusal.date, refusal.nights].join(' ')
}

/** Whether the plan allows it, or staff said that it is sold all the same. */
export function isSold(offer: Offer, room: RoomDraft): boolean {
  return offer.refusal === null || (room.overridden !== null && room.overridden === breachKey(offer))
}

/** Minor units of a typed price, or undefined when it is none. */
export function agreedMinor(text: string, currency: string): number | undefined {
  const minor = fromDecimal(text.replace(',', '.'), currency)
  return minor === undefined || minor < 0 || minor > LARGEST_AMOUNT_MINOR ? undefined : minor
}

export interface PricedNight {
  readonly date: IsoDate
  /** What the plan asks. */
  readonly planMinor: number
  /** What is charged; undefined while what was typed is no amount. */
  readonly amountMinor: number | undefined
  readonly isAgreed: boolean
}

/** The nights of an offer with the prices that were agreed. */
export function pricedNights(offer: Offer, room: RoomDraft, currency: string): PricedNight[] {
  return offer.nights.map(({ date, amountMinor: planMinor }) => {
    const text = room.agreed[date]
    if (text === undefined) return { date, planMinor, amountMinor: planMinor, isAgreed: false }
    const amountMinor = agreedMinor(text, currency)
    return { date, planMinor, amountMinor, isAgreed: amountMinor !== planMinor }
  })
}

/** Undefined while a price is not valid. */
export function totalOf(nights: readonly PricedNight[]): number | undefined {
  let sum = 0
  for (const { amountMinor } of nights) {
    if (amountMinor === undefined) return undefined
    sum += amountMinor
  }
  return sum
}
