/** The people of a booking as Channex names them: the customer, and the guests of a room. */
import type { Person } from '../../../shared/snapshot.ts'
import { type JsonObject, listAt, objectAt, objectOf, textAt } from '../json/json-tree.ts'
import { maskCardNumbers } from '../xml/card-masking.ts'

/** Stands where no name is given: a booking is never turned away for that. */
const NAMELESS = 'Channex guest'

/** The customer, else the first guest of the first room. */
export function readBooker(booking: JsonObject): Person {
  const firstRoom = objectOf(listAt(booking, 'rooms')[0])
  const named = personOf(objectAt(booking, 'customer')) ?? (firstRoom && readGuest(firstRoom))
  return named ?? { surname: NAMELESS, firstName: '', email: '', phone: '' }
}

export function readGuest(room: JsonObject): Person | null {
  return personOf(objectOf(listAt(room, 'guests')[0]))
}

function personOf(source: JsonObject | undefined): Person | null {
  const text = (name: string, longest: number) =>
    maskCardNumbers(textAt(source, name) ?? '')
      .slice(0, longest)
      .trim()
  const surname = text('surname', 120)
  const firstName = text('name', 120)
  const email = text('mail', 254)
  const phone = text('phone', 60)
  if (surname === '' && firstName === '' && email === '' && phone === '') return null
  if (surname === '') return { surname: firstName === '' ? NAMELESS : firstName, firstName: '', email, phone }
  return { surname, firstName, email, phone }
}
