/** The people of a reservation: who booked, and who stays in which room. */
import type { Person } from '../../../shared/snapshot.ts'
import { maskCardNumbers } from '../xml/card-masking.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'

/** Stands where Booking.com gives no name: a booking is never turned away for that. */
const NAMELESS = 'Booking.com guest'

/** By ResGuestRPH, as the rooms refer to them. */
export function readGuests(reservation: XmlElement): Map<string, Person> {
  const guests = new Map<string, Person>()
  descendants(reservation, 'ResGuests', 'ResGuest').forEach((guest, index) => {
    const person = personOf(descendant(guest, 'Profiles', 'ProfileInfo', 'Profile', 'Customer'))
    if (person !== null) guests.set(attribute(guest, 'ResGuestRPH') ?? String(index + 1), person)
  })
  return guests
}

/** The booker's own profile, else the first guest. */
export function readBooker(reservation: XmlElement, guests: ReadonlyMap<string, Person>): Person {
  const profile = descendant(reservation, 'ResGlobalInfo', 'Profiles', 'ProfileInfo', 'Profile', 'Customer')
  const first = guests.values().next().value
  return personOf(profile) ?? first ?? { surname: NAMELESS, firstName: '', email: '', phone: '' }
}

function personOf(customer: XmlElement | undefined): Person | null {
  if (customer === undefined) return null
  const name = descendant(customer, 'PersonName')
  const surname = textAt(name, 'Surname', 120)
  const firstName = textAt(name, 'GivenName', 120)
  const email = textAt(customer, 'Email', 254)
  const phone = (attribute(descendant(customer, 'Telephone'), 'PhoneNumber') ?? '').slice(0, 60)
  if (surname === '' && firstName === '' && email === '' && phone === '') return null
  if (surname === '') return { surname: firstName === '' ? NAMELESS : firstName, firstName: '', email, phone }
  return { surname, firstName, email, phone }
}

function textAt(element: XmlElement | undefined, name: string, longest: number): string {
  const text = descendant(element, name)?.text ?? ''
  return maskCardNumbers(text.trim()).slice(0, longest).trim()
}
