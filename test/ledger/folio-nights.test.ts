/** What a stay's own life does to its folios: nights at its prices, early departure, prices changed afterwards, and fees. */
import { expect, onTestFinished, test } from 'vitest'
import { addDays } from '../../shared/dates.ts'
import { openTill, type Till } from './folio-fixture.ts'
import { day, EVERYTHING, key } from './ledger-fixture.ts'
import { policyTerms } from './policy-terms.ts'

interface Guest extends Till {
  readonly stayId: string
  readonly reservationId: string
  /** Standing room charges as `date folio amount`. */
  nightsOn(): string[]
  due(): Record<string, number>
  /** Of every night, on the day of the arrival. */
  reprice(nightlyAmounts: number[]): Promise<unknown>
  checkOut(): Promise<unknown>
  /** Balances, with what verify found, which is nothing. */
  owed(): Record<string, number>
}

/** In house from today for three nights at 120.00. */
async function guestIn(): Promise<Guest> {
  const till = await openTill()
  onTestFinished(() => till.hotel.close())
  const { reservationId, stayIds } = await till.hotel.sell({
    checkIn: true,
    roomId: till.hotel.room('101'),
    departure: day(3),
  })
  const stayId = stayIds[0]!
  const { ledger } = till.hotel
  return {
    ...till,
    reservationId,
    stayId,
    nightsOn: () =>
      till
        .of(reservationId)
        .folios.flatMap(({ name, postings }) => postings.map((posting) => ({ name, posting })))
        .filter(({ posting }) => posting.kind === 'room')
        .filter(({ posting }) => posting.reversesId === null && posting.reversedById === null)
        .map(({ name, posting }) => `${posting.night!.slice(8)} ${name} ${posting.amountMinor}`)
        .sort(),
    due: () =>
      Object.fromEntries(
        till
          .of(reservationId)
          .folios.map(({ name, nightsToPost }) => [
            name,
            nightsToPost.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
          ]),
      ),
    reprice: (nightlyAmounts) =>
      ledger.submit('stays.change', EVERYTHING, {
        idempotencyKey: key(),
        stayId,
        arrival: day(0),
        departure: day(nightlyAmounts.length),
        roomId: till.hotel.room('101'),
        price: 'agreed',
        nightlyAmounts,
      }),
    checkOut: () => ledger.submit('stays.checkOut', EVERYTHING, { idempotencyKey: key(), stayId }),
    owed: () => {
      expect(till.hotel.differences()).toEqual([])
      return till.balances(reservationId)
    },
  }
}

async function passDays(till: Till, days: number): Promise<void> {
  till.hotel.clock.at += days * 86_400_000
  await till.hotel.ledger.tick()
}

test('nights before the business date are posted once, at the stay’s prices; the view says which are still to come', async () => {
  const guest = await guestIn()
  const { stayId } = guest
  expect(guest.of(guest.reservationId).withoutFolio).toEqual([{ stayId, nights: 3, amountMinor: 36_000 }])
  expect((await guest.nights(stayId)).postingIds).toEqual([])
  expect(guest.of(guest.reservationId).folios).toEqual([])
  await passDays(guest, 2)
  expect((await guest.nights(stayId)).postingIds).toHaveLength(2)
  expect((await guest.nights(stayId)).postingIds).toEqual([])
  expect(guest.nightsOn()).toEqual(['22 Guest 12000', '23 Guest 12000'])
  const { folios, withoutFolio } = guest.of(guest.reservationId)
  expect(folios[0]!.nightsToPost).toEqual([{ stayId, date: day(2), amountMinor: 12_000 }])
  expect(withoutFolio).toEqual([])
  expect(guest.owed()).toEqual({ Guest: 24_000 })
})

test('a price that changes after its night was posted is put right, once', async () => {
  const guest = await guestIn()
  await guest.nights(guest.stayId, day(3))
  await guest.reprice([12_000, 9_900, 12_000])
  expect(guest.due()).toEqual({ Guest: -2_100 })
  expect((await guest.nights(guest.stayId, day(3))).postingIds).toHaveLength(2)
  expect((await guest.nights(guest.stayId, day(3))).postingIds).toEqual([])
  expect(guest.nightsOn()).toEqual(['22 Guest 12000', '23 Guest 9900', '24 Guest 12000'])
  await guest.reprice([12_000, 0, 12_000])
  await guest.nights(guest.stayId)
  expect(guest.owed()).toEqual({ Guest: 24_000 })
})

test('an early departure credits the nights that were posted in advance', async () => {
  const guest = await guestIn()
  await guest.nights(guest.stayId, day(3))
  await passDays(guest, 1)
  await guest.checkOut()
  expect(guest.nightsOn()).toEqual(['22 Guest 12000'])
  expect(guest.owed()).toEqual({ Guest: 12_000 })
  await guest.hotel.ledger.submit('stays.undoCheckOut', EVERYTHING, {
    idempotencyKey: key(),
    stayId: guest.stayId,
  })
  expect(guest.due()).toEqual({ Guest: 24_000 })
  await passDays(guest, 2)
  await guest.checkOut()
  expect(guest.owed()).toEqual({ Guest: 36_000 })
})

test('nights are put right where they lie: moved to a firm’s folio, or split with it', async () => {
  const guest = await guestIn()
  const { stayId, reservationId } = guest
  const firm = await guest.open(reservationId, 'Firm')
  const { postingIds } = await guest.nights(stayId, day(2))
  await guest.submit('folios.transfer', { toFolioId: firm, postingIds: [postingIds[0]!] })
  await guest.submit('folios.split', {
    postingId: postingIds[1]!,
    part: { percent: 25 },
    toFolioId: firm,
  })
  expect(guest.nightsOn()).toEqual(['22 Firm 12000', '23 Firm 3000', '23 Guest 9000'])
  expect((await guest.nights(stayId, day(2))).postingIds).toEqual([])
  await guest.reprice([10_000, 10_001, 12_000])
  expect(guest.due()).toEqual({ Firm: -2_500, Guest: -1_499 + 12_000 })
  await guest.nights(stayId, day(2))
  expect(guest.nightsOn()).toEqual(['22 Firm 10000', '23 Firm 2500', '23 Guest 7501'])
  await guest.submit('folios.route', { stayId, articleIds: [null], folioId: firm })
  await guest.nights(stayId, day(3))
  expect(guest.owed()).toEqual({ Firm: 24_500, Guest: 7_501 })
})

test('what was posted to a folio that is closed stays there; the difference goes to an open one', async () => {
  const guest = await guestIn()
  const { stayId, reservationId } = guest
  await guest.nights(stayId, day(2))
  const [own] = guest.of(reservationId).folios
  await guest.pay(own!.id, 24_000)
  await guest.submit('folios.close', { folioId: own!.id })
  await guest.reprice([12_000, 10_000, 12_000])
  expect(guest.of(reservationId).withoutFolio).toEqual([{ stayId, nights: 2, amountMinor: 10_000 }])
  // The desk can decide: it is told.
  await expect(guest.nights(stayId, day(3))).rejects.toMatchObject({ code: 'FolioClosed' })
  const second = await guest.open(reservationId, 'Second', stayId)
  await guest.nights(stayId, day(3))
  expect((await guest.nights(stayId, day(3))).postingIds).toEqual([])
  expect(guest.nightsOn()).toEqual(['22 Guest 12000', '23 Guest 12000', '23 Second -2000', '24 Second 12000'])
  await guest.reprice([12_000, 13_000, 12_000])
  await guest.nights(stayId, day(3))
  expect(guest.nightsOn()).toContain('23 Second 1000')
  expect(guest.owed()).toEqual({ Guest: 0, Second: 13_000 })
  await guest.pay(second, 13_000)
})

test('a folio that was settled and closed before does not block the check-out: what is missing opens a new one', async () => {
  const guest = await guestIn()
  const { stayId, reservationId } = guest
  await guest.nights(stayId, day(1))
  const [own] = guest.of(reservationId).folios
  await guest.submit('folios.route', { stayId, articleIds: [null], folioId: own!.id })
  await guest.pay(own!.id, 12_000)
  await guest.submit('folios.close', { folioId: own!.id })
  await passDays(guest, 3)
  await guest.checkOut()
  const { folios } = guest.of(reservationId)
  expect(folios.map(({ stayId: of, status, balanceMinor }) => [of, status, balanceMinor])).toEqual([
    [stayId, 'closed', 0],
    [stayId, 'open', 24_000],
  ])
  // A late charge of one who has left goes to the open one; once that is closed too, nowhere.
  const late = await guest.charge(stayId, 'PARKING')
  expect(late).toMatchObject({ folioId: folios[1]!.id, balanceMinor: 26_000 })
  await guest.pay(late.folioId, 26_000)
  await guest.submit('folios.close', { folioId: late.folioId })
  await expect(guest.charge(stayId, 'PARKING')).rejects.toMatchObject({ code: 'FolioClosed' })
  expect(guest.hotel.differences()).toEqual([])
})

test('a cancelled stay owes its fee and no nights; taken back, its nights and no fee', async () => {
  const till = await openTill()
  onTestFinished(() => till.hotel.close())
  const { ledger } = till.hotel
  await ledger.submit('property.savePolicy', EVERYTHING, {
    idempotencyKey: key(),
    name: 'Strict',
    ...policyTerms({
      freeUntilDays: 3,
      latePercent: 50,
      lateNights: null,
      noShowPercent: 90,
      noShowNights: 1,
    }),
    ratePlanIds: [till.hotel.ratePlan('FLEX')],
  })
  const { reservationId, stayIds } = await till.hotel.sell({ departure: day(2) })
  const stayId = stayIds[0]!
  await till.nights(stayId, day(2))
  const [folio] = till.of(reservationId).folios
  await till.submit('folios.pay', {
    folioId: folio!.id,
    amountMinor: 24_000,
    method: 'bank',
    deposit: true,
    reference: '',
  })
  const cancel = { reason: '', fee: 'policy', agreedWithChannel: false } as const
  await ledger.submit('stays.cancel', EVERYTHING, { idempotencyKey: key(), stayId, ...cancel })
  expect(till.balances(reservationId)).toEqual({ Guest: -12_000 })
  expect(till.of(reservationId)).toMatchObject({ withoutFolio: [], folios: [{ nightsToPost: [] }] })
  // The guest took the rest back and the bill was closed; then the stay comes after all.
  const money = { folioId: folio!.id, method: 'bank', reference: '' } as const
  await till.submit('folios.refund', { ...money, amountMinor: 12_000 })
  await till.submit('folios.close', { folioId: folio!.id })
  const back = { idempotencyKey: key(), stayId, agreedWithChannel: false }
  await ledger.submit('stays.reinstate', EVERYTHING, back)
  const { folios } = till.of(reservationId)
  expect(folios.map(({ balanceMinor }) => balanceMinor)).toEqual([0, -12_000])
  expect(folios[1]!.postings).toMatchObject([{ kind: 'fee', amountMinor: -12_000, stayId }])
  expect(folios[1]!.nightsToPost).toHaveLength(2)
  await ledger.submit('stays.noShow', EVERYTHING, { idempotencyKey: key(), stayId, fee: 'policy' })
  expect(till.of(reservationId).folios[1]).toMatchObject({ balanceMinor: -12_000 + 10_800, nightsToPost: [] })
  await ledger.submit('stays.reinstate', EVERYTHING, { ...back, idempotencyKey: key() })
  expect(till.of(reservationId).folios[1]).toMatchObject({ balanceMinor: -12_000 })
  expect(till.hotel.differences()).toEqual([])
})

test('a stay that is split keeps who pays, and each part its own nights', async () => {
  const guest = await guestIn()
  const { stayId, reservationId } = guest
  const firm = await guest.open(reservationId, 'Firm')
  await guest.submit('folios.route', { stayId, articleIds: [null], folioId: firm })
  await guest.nights(stayId, day(3))
  const split = { idempotencyKey: key(), stayId, at: day(2) }
  const { stayId: second } = await guest.hotel.ledger.submit('stays.split', EVERYTHING, split)
  await guest.nights(stayId)
  expect(guest.owed()).toEqual({ Firm: 24_000 })
  await guest.nights(second, addDays(day(2), 1))
  expect(guest.owed()).toEqual({ Firm: 36_000 })
})

test('a no-show that is marked a day late owes no night, though the night behind was kept for it', async () => {
  const till = await openTill()
  onTestFinished(() => till.hotel.close())
  const { reservationId, stayIds } = await till.hotel.sell({ departure: day(3) })
  const stayId = stayIds[0]!
  await passDays(till, 1)
  await till.nights(stayId)
  expect(till.balances(reservationId)).toEqual({ Guest: 12_000 })
  const noShow = { idempotencyKey: key(), stayId, fee: 'policy' } as const
  await till.hotel.ledger.submit('stays.noShow', EVERYTHING, noShow)
  expect(till.of(reservationId).folios).toMatchObject([{ balanceMinor: 0, nightsToPost: [] }])
  expect((await till.nights(stayId, day(3))).postingIds).toEqual([])
})
