/**
 * What a hotel's rules refuse, for every command of the contract and every refusal that it declares: the typed answer, and
 * nothing in the journal. A command or a refusal that is added without an entry here fails.
 */
import { safe } from '@orpc/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOON, openTestHotel, type TestHotel } from '../ledger/ledger-fixture.ts'
import { COMMANDS } from './bad-inputs.ts'
import { openTestDesk } from './desk-under-test.ts'
import { deskOf, type Limits, openHouse } from './limits/house.ts'
import {
  limitsOfCalendars,
  limitsOfChannels,
  limitsOfFolios,
  limitsOfHouse,
} from './limits/money-and-house.ts'
import { limitsOfLayers, limitsOfRates } from './limits/rates.ts'
import { limitsOfReservations, limitsOfStays } from './limits/stays.ts'
import { limitsOfGroups, limitsOfHolds, limitsOfOverbooking, limitsOfWaitlist } from './limits/stock.ts'

/** Said by the guards of every command; bad-input.test.ts. */
const OF_EVERY_COMMAND = new Set([
  'InvalidInput',
  'NotSignedIn',
  'NotPermitted',
  'NoHotelYet',
  'IdempotencyKeyReused',
  'HostBusy',
])

/** Carried out by the host, not by the ledger: tests of the relay, of the demo and of the sandbox. */
const OF_THE_HOST = /^(relay|sandbox)\.|^property\.openDemo$/

const AMOUNTS = ['postNights', 'pay', 'refund', 'reverse', 'split', 'transfer'].map(
  (verb) => `folios.${verb} AmountTooLarge`,
)
const OF_AN_OFFER = [
  'UnknownRoomType',
  'UnknownRatePlan',
  'UnknownRoom',
  'RoomTypeSoldOut',
  'DateBeyondHorizon',
  'ArrivalInPast',
  'StayHasNoNights',
  'TooManyGuests',
  'NoRateForNight',
  'RoomNotFree',
  'RoomOutOfService',
  'RoomRequired',
  'RoomOccupied',
  'StayNotDueIn',
  'UnknownGuest',
  'StayTooLong',
].map((code) => `waitlist.accept ${code}`)

/** Refusals that one hotel cannot bring about, with the reason. */
const NOT_HERE: Readonly<Record<string, string>> = {
  ...because('said of its row or stay, as InvalidInput', 'reservations.import RoomRequired'),
  ...because(
    'said of its row, as InvalidInput',
    ...[
      'UnknownRoomType',
      'AllotmentUsedUp',
      'RoomTypeSoldOut',
      'DateBeyondHorizon',
      'ArrivalInPast',
      'StayHasNoNights',
      'StayTooLong',
      'TooManyGuests',
    ].map((code) => `groups.importRoomingList ${code}`),
  ),
  ...because('takes some 90,000 postings of the largest amount', ...AMOUNTS),
  ...because(
    'the folios of a reservation have its currency, until a channel changes that',
    'folios.split FolioOfAnotherCurrency',
    'folios.transfer FolioOfAnotherCurrency',
  ),
  ...because(
    'the nights of a stay have their row, and its type is the one that is taken again',
    'stays.reinstate DateBeyondHorizon',
    'stays.undoCheckOut DateBeyondHorizon',
    'stays.checkIn DateBeyondHorizon',
  ),
  ...because(
    'a fee, and the nights at check-out, wait for no bill: another one is opened',
    'reservations.cancel FolioClosed',
    'stays.cancel FolioClosed',
    'stays.noShow FolioClosed',
    'stays.reinstate FolioClosed',
    'stays.checkOut FolioClosed',
  ),
  ...because(
    'test/ledger/full-lists.test.ts fills them',
    'plans.save TooManyRatePlans',
    'seasons.apply TooManyLayers',
    'yieldRules.save TooManyLayers',
    'promotions.save TooManyLayers',
  ),
  ...because(
    'an entry of the waitlist names no code, and its plan was checked when it was added',
    'waitlist.accept PromotionNotValid',
    'waitlist.accept RatePlanNotSold',
  ),
  ...because('what was offered is held; the entry itself was checked when it was added', ...OF_AN_OFFER),
}

function because(reason: string, ...pairs: string[]): Record<string, string> {
  return Object.fromEntries(pairs.map((pair) => [pair, reason]))
}

let hotel: TestHotel
beforeAll(async () => {
  // Six days old, so that some stays lie behind it.
  hotel = await openTestHotel({ types: { DBL: 4, SGL: 2, SUI: 1, OLD: 1 }, at: NOON - 6 * 86_400_000 })
  hotel.clock.at = NOON
  await hotel.ledger.tick()
})
afterAll(() => hotel.close())

test('every refusal that a command declares is answered, and changes nothing', async () => {
  const desk = await openTestDesk(hotel.ledger)
  const call = deskOf(desk.router)
  const house = await openHouse(hotel, call)
  const limits: Limits = {
    ...limitsOfReservations(house),
    ...limitsOfStays(house),
    ...limitsOfHolds(house),
    ...limitsOfGroups(house),
    ...limitsOfWaitlist(house),
    ...limitsOfFolios(house),
    ...limitsOfOverbooking(house),
    ...limitsOfHouse(house),
    ...limitsOfChannels(house),
    ...limitsOfCalendars(house),
    ...limitsOfRates(house),
    ...limitsOfLayers(house),
  }
  expect(hotel.differences()).toEqual([])
  const before = hotel.ledger.queries.headSeq()
  const wrong: string[] = []
  for (const [command, rows] of Object.entries(limits)) {
    for (const [code, input] of rows) {
      const [failure] = await safe(call(command, input))
      const answered = failure === null ? 'carried out' : (failure as { code?: string }).code
      if (answered !== code) {
        const data = JSON.stringify((failure as { data?: unknown } | null)?.data)
        wrong.push(`${command} ${code}: ${answered} ${data} for ${JSON.stringify(input).slice(0, 200)}`)
      }
    }
  }
  expect(wrong).toEqual([])
  expect(hotel.ledger.queries.headSeq()).toBe(before)
  expect(hotel.differences()).toEqual([])
  expect(desk.incidents).toEqual([])

  const missing = COMMANDS.filter(({ name }) => !OF_THE_HOST.test(name)).flatMap(({ name, errors }) => {
    const covered = new Set(limits[name]?.map(([code]) => code))
    return errors
      .filter((code) => !OF_EVERY_COMMAND.has(code) && !covered.has(code))
      .map((code) => `${name} ${code}`)
  })
  expect(missing.filter((pair) => NOT_HERE[pair] === undefined)).toEqual([])
  expect(Object.keys(NOT_HERE).filter((pair) => !missing.includes(pair))).toEqual([])
})
