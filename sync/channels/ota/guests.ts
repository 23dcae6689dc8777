/** The people of a reservation: who booked, and who stays in which room. */
import type { Person } from '../../../shared/snapshot.ts'
import { maskCardNumbers } from '../xml/card-masking.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'
import { UnreadableReservation } from './unreadable-reservation.ts'

const ADULT = '10'
const CHILD = '8'
const INFANT = '7'
/** Where a child's age is not told: the oldest age that most houses still call a child. */
const UNTOLD_CHILD_AGE = 12

/**
 * By ResGuestRPH, as the rooms refer to them. `nameless` stands where the channel gives no name: a booking is never turned
 * away for that.
 */
export function readGuests(reservation: XmlElement, nameless: string): Map<string, Person> {
  const guests = new Map<string, Person>()
  descendants(reservation, 'ResGuests', 'ResGuest').forEach((guest, index) => {
    const person = personOf(descendant(guest, 'Profiles', 'ProfileInfo', 'Profile', 'Customer'), nameless)
    if (person !== null) guests.set(attribute(guest, 'ResGuestRPH') ?? String(index + 1), person)
  })
  return guests
}

/** The booker's own profile, else the first guest. */
export function readBooker(
  reservation: XmlElement,
  guests: ReadonlyMap<string, Person>,
  nameless: string,
): Person {
  const profile = descendant(reservation, 'ResGlobalInfo', 'Profiles', 'ProfileInfo', 'Profile', 'Customer')
  const first = guests.values().next().value
  return personOf(profile, nameless) ?? first ?? { surname: nameless, firstName: '', email: '', phone: '' }
}

/** At least one adult: where the number is not told, somebody still comes. */
export function readGuestCounts(stay: XmlElement): { adults: number; childrenAges: number[] } {
  let adults = 0
  const childrenAges: number[] = []
  for (const group of descendants(stay, 'GuestCounts', 'GuestCount')) {
    const count = Number(attribute(group, 'Count') ?? '1')
    const code = attribute(group, 'AgeQualifyingCode') ?? ADULT
    if (!Number.isInteger(count) || count < 0 || count > 99)
      throw new UnreadableReservation('a guest count is no count')
    if (code !== CHILD && code !== INFANT) {
      adults += count
      continue
    }
    const age = Number(attribute(group, 'Age') ?? (code === INFANT ? '0' : UNTOLD_CHILD_AGE))
    for (let child = 0; child < count; child++) childrenAges.push(age)
  }
  return { adults: Math.max(1, adults), childrenAges }
}

export function guestOf(stay: XmlElement, guests: ReadonlyMap<string, Person>): Person | null {
  const number = attribute(descendant(stay, 'ResGuestRPHs', 'ResGuestRPH'), 'RPH')
  return (number === undefined ? undefined : guests.get(number)) ?? null
}

function personOf(customer: XmlElement | undefined, nameless: string): Person | null {
  if (customer === undefined) return null
  const name = descendant(customer, 'PersonName')
  const surname = textAt(name, 'Surname', 120)
  const firstName = textAt(name, 'GivenName', 120)
  const email = textAt(customer, 'Email', 254)
  const phone = (attribute(descendant(customer, 'Telephone'), 'PhoneNumber') ?? '').slice(0, 60)
  if (surname === '' && firstName === '' && email === '' && phone === '') return null
  if (surname === '') return { surname: firstName === '' ? nameless : firstName, firstName: '', email, phone }
  return { surname, firstName, email, phone }
}

function textAt(element: XmlElement | undefined, name: string, longest: number): string {
  const text = descendant(element, name)?.text ?? ''
  return maskCardNumbers(text.trim()).slice(0, longest).trim()
}
