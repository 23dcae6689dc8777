/** Whom a channel names, among the guests that the hotel knows: found where it is certain, and never rewritten then. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isSamePerson } from '../../main/ledger/guest-match.ts'
import type { InboundMessage, Person } from '../../shared/snapshot.ts'
import { connectChannel, messageOf, type SoldRoom } from './channel-fixture.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

const ADA: Person = {
  surname: 'Müller-Łuk',
  firstName: 'Ada Zoë',
  email: 'Ada@Example.com',
  phone: '+43 (0)1 234 5678',
}

describe('two people are certainly one', () => {
  test.each<[string, Partial<Person>, boolean]>([
    ['with the same e-mail, however it is written', { email: ' ada@example.COM ', phone: '' }, true],
    ['with accents left out', { surname: 'MULLER-LUK', firstName: 'ada zoe' }, true],
    ['with the same phone and its country', { email: '', phone: '004312345678' }, true],
    ['with the same phone without its country', { email: '', phone: '01 / 234-5678' }, true],
    ['with an extension behind it', { email: '', phone: '+43 1 2345678 ext. 12' }, true],
    ['not with another given name', { firstName: 'Eva' }, false],
    ['not without a given name', { firstName: '' }, false],
    ['not with another surname', { surname: 'Muller' }, false],
    ['not with another e-mail and no phone', { email: 'ada@example.org', phone: '' }, false],
    ['not with the phone of another country', { email: '', phone: '+49 1 2345678' }, false],
    ['not with a few digits', { email: '', phone: '5678' }, false],
    ['not without contact', { email: '', phone: '' }, false],
  ])('%s', (_, change, isOne) => {
    const other = { ...ADA, ...change }
    expect([isSamePerson(ADA, other), isSamePerson(other, ADA)]).toEqual([isOne, isOne])
  })

  test.each(['guest.booking.com', 'M.expediapartnercentral.com', 'agoda-messaging.com', 'guest.airbnb.com'])(
    "not by a channel's own address at %s",
    (domain) => {
      const alias = { ...ADA, email: `ada.123@${domain}`, phone: '' }
      expect(isSamePerson(alias, alias)).toBe(false)
    },
  )
})

let hotel: TestHotel
let channelId: string
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 4 } })
  channelId = await connectChannel(hotel, 'DBL')
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const sqlite = () => hotel.ledger.store.sqlite
const guests = () =>
  sqlite().prepare('SELECT surname, first_name AS firstName, email, phone FROM guest ORDER BY id').all()
function message(
  kind: InboundMessage['kind'],
  channelRef: string,
  booker: Person,
  told: { rooms?: SoldRoom[]; guests?: (Person | null)[] } = {},
): InboundMessage {
  const plain = messageOf(kind, channelRef, told.rooms)
  const rooms = plain.snapshot!.rooms.map((room, index) => ({ ...room, guest: told.guests?.[index] ?? null }))
  return { ...plain, snapshot: { ...plain.snapshot!, booker, rooms } }
}
const ingest = (m: InboundMessage) => hotel.ledger.lanes.ingest(channelId, m)
const reservation = (channelRef: string) =>
  hotel.ledger.queries.reservation({
    reservationId: sqlite()
      .prepare('SELECT public_id FROM reservation WHERE channel_ref = ?')
      .pluck()
      .get(channelRef) as string,
  })
/** Somebody whom the desk has typed, with a stay that is over. */
async function regular(person: Person): Promise<void> {
  const sold = await hotel.ledger.submit('reservations.create', EVERYTHING, {
    idempotencyKey: key(),
    booker: person,
    rooms: [
      {
        roomTypeId: hotel.roomType('DBL'),
        ratePlanId: hotel.ratePlan('FLEX'),
        arrival: day(0),
        departure: day(1),
        adults: 1,
        childrenAges: [],
        roomId: hotel.room('101'),
      },
    ],
    checkIn: true,
    ignoreRestrictions: false,
    note: '',
  })
  const stayId = sold.stayIds[0]!
  await hotel.ledger.submit('stays.checkOut', EVERYTHING, { idempotencyKey: key(), stayId })
}
const told = { ...ADA, email: 'ada@example.com', phone: '' }

describe('a booking of a guest who was here before', () => {
  test('is theirs, and says how often they stayed', async () => {
    await regular(ADA)
    await ingest(message('new', 'B1', told))
    expect(guests()).toEqual([ADA])
    expect(reservation('B1')).toMatchObject({
      booker: ADA,
      // Who leaves on the day of arrival has given back all nights.
      stayedBefore: { stays: 1, lastDeparture: day(0) },
      stays: [{ guest: ADA }],
    })
    expect(hotel.ledger.queries.search({ text: 'muller luk', limit: 5 }).hits).toHaveLength(2)
  })

  test('is a new guest where it is not certain', async () => {
    await regular(ADA)
    await ingest(message('new', 'B1', { ...told, firstName: 'Eva' }))
    await ingest(message('new', 'B2', { ...told, email: '', phone: '' }))
    expect(guests()).toHaveLength(3)
    expect(reservation('B1').stayedBefore).toBeNull()
  })

  test('the guest of a room is found like the booker, and both may be one', async () => {
    await regular(ADA)
    const booker = { surname: 'Rossi', firstName: 'Lia', email: 'lia@example.com', phone: '' }
    const two = [{ ref: '1' }, { ref: '2' }]
    await ingest(message('new', 'B1', booker, { rooms: two, guests: [told, booker] }))
    expect(guests()).toEqual([ADA, booker])
    expect(reservation('B1').stays.map(({ guest }) => guest.surname)).toEqual(['Müller-Łuk', 'Rossi'])
  })

  test('of several of that name, the one with that contact who was here last', async () => {
    await regular({ ...ADA, email: 'other@example.com' })
    await ingest(message('new', 'B1', { ...ADA, email: 'ada@example.com', phone: '' }))
    await ingest(message('new', 'B2', { ...ADA, email: 'other@example.com', phone: '' }))
    expect(guests()).toHaveLength(2)
    expect(reservation('B2').stayedBefore).toMatchObject({ stays: 1 })
  })
})

describe('a change', () => {
  test('never rewrites what the desk knows of a regular guest', async () => {
    await regular(ADA)
    await ingest(message('new', 'B1', told))
    const changed = { ...told, email: 'ada.1@guest.booking.com', phone: '+1 555 000 1111' }
    await ingest(message('modified', 'B1', changed, { rooms: [{ departure: day(3) }] }))
    expect(guests()).toEqual([ADA])
    expect(reservation('B1').stays).toMatchObject([{ departure: day(3), guest: ADA }])
  })

  test('to somebody else gets a row of its own, for the stay too', async () => {
    await regular(ADA)
    await ingest(message('new', 'B1', told))
    const other = { surname: 'Rossi', firstName: 'Lia', email: '', phone: '' }
    await ingest(message('modified', 'B1', other))
    expect(guests()).toEqual([ADA, other])
    expect(reservation('B1')).toMatchObject({ booker: other, stays: [{ guest: other }], stayedBefore: null })
  })

  test('corrects a guest whom nothing else has, and takes no contact away', async () => {
    await ingest(message('new', 'B1', { ...ADA, surname: 'Muler' }))
    await ingest(message('modified', 'B1', { ...ADA, email: '', phone: '' }))
    expect(guests()).toEqual([ADA])
    const alias = { ...ADA, email: 'ada.1@guest.booking.com', phone: '+1 555 000 1111' }
    await ingest(message('modified', 'B1', alias))
    expect(guests()).toEqual([{ ...ADA, phone: '+1 555 000 1111' }])
    expect(hotel.ledger.queries.search({ text: 'muller', limit: 5 }).hits).toHaveLength(1)
  })

  test('of the guest of one room leaves the booker and the other room alone', async () => {
    const two = { rooms: [{ ref: '1' }, { ref: '2' }] }
    await ingest(message('new', 'B1', ADA, { ...two, guests: [ADA, ADA] }))
    expect(guests()).toEqual([ADA])
    const other = { surname: 'Rossi', firstName: 'Lia', email: '', phone: '' }
    await ingest(message('modified', 'B1', ADA, { ...two, guests: [ADA, other] }))
    expect(reservation('B1')).toMatchObject({ booker: ADA, stays: [{ guest: ADA }, { guest: other }] })
    await ingest(message('modified', 'B1', ADA, { ...two, guests: [ADA, { ...other, firstName: 'Pia' }] }))
    expect(guests()).toHaveLength(2)
    expect(reservation('B1').stays[1]!.guest.firstName).toBe('Pia')
  })
})
