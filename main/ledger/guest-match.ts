/** When two people whom somebody names are certainly one: the same name, and the same e-mail or phone. */
import type { Person } from '../../shared/snapshot.ts'
import { foldText } from '../../shared/words.ts'

/**
 * Where channels hide a guest's address behind one of their own, which another booking does not have: as far as
 * they are known (Booking.com, Expedia, Vrbo, Agoda, Airbnb, Trip.com), subdomains included.
 */
const ALIAS_DOMAINS = [
  'guest.booking.com',
  'expediapartnercentral.com',
  'messages.homeaway.com',
  'agoda-messaging.com',
  'guest.airbnb.com',
  'guest.trip.com',
] as const

/** National numbers are at least so long; what is shorter is an extension or a slip. */
const SHORTEST_PHONE = 7

/** Whether an e-mail is a channel's stand-in, by which nobody is known. */
export function isAlias(email: string): boolean {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return ALIAS_DOMAINS.some((alias) => domain === alias || domain.endsWith(`.${alias}`))
}

type Name = Pick<Person, 'surname' | 'firstName'>

export function isSameName(a: Name, b: Name): boolean {
  return nameKey(a) === nameKey(b)
}

function nameKey({ surname, firstName }: Name): string {
  return [surname, firstName].map((text) => foldText(text).trim().replace(/\s+/g, ' ')).join('|')
}

/** Whether both are certainly one person. A guess is no match: two guests in one row cannot be told apart any more. */
export function isSamePerson(a: Person, b: Person): boolean {
  return isSameName(a, b) && (isSameEmail(a.email, b.email) || isSamePhone(a.phone, b.phone))
}

function isSameEmail(a: string, b: string): boolean {
  const [one, other] = [a.trim().toLowerCase(), b.trim().toLowerCase()]
  return one.includes('@') && one === other && !isAlias(one)
}

function isSamePhone(a: string, b: string): boolean {
  const [one, other] = [phoneOf(a), phoneOf(b)]
  if (one === null || other === null) return false
  if (one.isWhole === other.isWhole) return one.digits === other.digits
  const [whole, national] = one.isWhole ? [one, other] : [other, one]
  return whole.digits.endsWith(national.digits)
}

/** `+43 (0)1 234567`, `0043 1 234567`: with the country. `01 234567`: the country is not told, its leading 0 is no digit of it. */
function phoneOf(text: string): { readonly digits: string; readonly isWhole: boolean } | null {
  const number = text
    .toLowerCase()
    .replace(/(ext|x|#).*$/, '')
    .replace('(0)', '')
    .trim()
  const isWhole = /^(\+|00)/.test(number)
  const digits = number.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < SHORTEST_PHONE ? null : { digits, isWhole }
}

/**
 * What is kept of a guest's contact when a channel tells it again: what it leaves out, or hides behind a stand-in of its own,
 * takes nothing away that is known.
 */
export function keptContact(known: Person, told: Person): Person {
  const isWorse = told.email === '' || (isAlias(told.email) && known.email !== '' && !isAlias(known.email))
  return {
    surname: told.surname,
    firstName: told.firstName,
    email: isWorse ? known.email : told.email,
    phone: told.phone === '' ? known.phone : told.phone,
  }
}
