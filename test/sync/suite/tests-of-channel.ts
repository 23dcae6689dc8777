/**
 * What every kind of channel has to show with its sandbox: that it comes into step, and that it is in step again after a
 * bad day. A file of a kind calls `testsOfChannel` once.
 */
import { afterEach, describe, expect, test } from 'vitest'
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { systemClock } from '../../../sync/sandbox/system-clock.ts'
import { day, EVERYTHING, key } from '../../ledger/ledger-fixture.ts'
import { seededRandom } from '../../seeded-random.ts'
import { beginDay, type ChannelDay, type ChannelUnderTest, differences, NIGHTS } from './channel-day.ts'
import { testsOfInquiries } from './inquiries-of-channel.ts'

const FAULTS = [
  'serverError',
  'timeout',
  'lostAnswer',
  'garbage',
  'truncated',
  'rateLimited',
  'slow',
  'lateApply',
] as const
const STEPS = 60

export function testsOfChannel(channel: ChannelUnderTest, name: string = channel.kind): void {
  describe(name, () => {
    let theDay: ChannelDay | null = null
    afterEach(async () => {
      await theDay?.end()
      theDay = null
    })

    testsOfInquiries(channel)

    test('I5: everything of a new channel is shown, with few requests and none refused', async () => {
      theDay = await beginDay(channel)
      const { compared, wrong } = await differences(channel, theDay)
      expect(wrong).toEqual([])
      expect(compared).toBeGreaterThanOrEqual(NIGHTS * 6)
      const requests = (await theDay.sandbox.requests()).filter(({ ranges }) => ranges > 0)
      expect(requests.length).toBeLessThanOrEqual(channel.mostRequests ?? 12)
      expect(requests.filter(({ status }) => status >= 400)).toEqual([])
      expect(theDay.bugs).toEqual([])
    }, 60_000)

    test('I2, I5, I7: after a bad day it shows what the ledger says, and every booking is there once', async () => {
      theDay = await beginDay(channel)
      expect((await differences(channel, theDay)).wrong).toEqual([])
      await theDay.sandbox.setFaults(
        FAULTS.map((kind) => ({ kind, probability: 0.05, retryAfterSeconds: 0, delayMs: 40 })),
      )
      await playDay(channel, theDay)
      await theDay.sandbox.setFaults([])
      expect((await differences(channel, theDay)).wrong).toEqual([])
      expect(theDay.bugs).toEqual([])
      expect(theDay.hotel.differences()).toEqual([])
      if (channel.isSilent !== true) await expectBookingsOnce(theDay)
    }, 120_000)
  })
}

/** Sales, changes and cancellations at the channel, and sales, prices and restrictions at the desk, as they come. */
async function playDay({ codes, isSilent }: ChannelUnderTest, { hotel, sandbox }: ChannelDay): Promise<void> {
  const random = seededRandom(20_271_101)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const sold: string[] = []
  const guests = ['sell', 'sell', 'sell', 'modify', 'cancel'] as const
  const desk = ['desk', 'price', 'rules'] as const
  for (let step = 0; step < STEPS; step += 1) {
    const arrival = day(Math.floor(random() * (NIGHTS - 4)))
    const departure = addDays(arrival, 1 + Math.floor(random() * 3))
    const type = pick(['DBL', 'DBL', 'STE'])
    const roomCode = type === 'DBL' ? codes.double : codes.suite
    const what = pick(isSilent === true ? desk : [...guests, ...desk])
    if (what === 'sell') {
      const booking = await sandbox.sell({
        roomCode,
        arrival,
        departure,
        adults: 1 + Math.floor(random() * 2),
      })
      if (booking !== null) sold.push(booking.channelRef)
    } else if (what === 'modify') {
      if (sold.length > 0) await sandbox.modify({ channelRef: pick(sold), arrival, departure })
    } else if (what === 'cancel') {
      if (sold.length > 0) await sandbox.cancel(pick(sold))
    } else await deskStep(hotel, what, { type, arrival, departure, step, plan: pick(['FLEX', 'SAVE']) })
    await systemClock.sleep(25, new AbortController().signal)
  }
}

async function deskStep(
  hotel: ChannelDay['hotel'],
  what: 'desk' | 'price' | 'rules',
  at: { type: string; arrival: IsoDate; departure: IsoDate; step: number; plan: string },
): Promise<void> {
  const { type, arrival, departure, step, plan } = at
  if (what === 'desk') {
    // Refused where the night is sold out: a guest's bad luck.
    await hotel.sell({ type, arrival, departure }).catch(() => undefined)
    return
  }
  await hotel.ledger.submit('rates.setRange', EVERYTHING, {
    idempotencyKey: key(),
    ratePlanId: hotel.ratePlan(plan),
    roomTypeIds: [hotel.roomType(type)],
    from: arrival,
    to: departure,
    ...(what === 'price'
      ? { prices: [7_000 + step, 9_001 + step, 11_000] }
      : { restrictions: { minLosArrival: 1 + (step % 3), closedToArrival: step % 4 === 0 } }),
  })
}

/** I7: each of the channel's bookings is one reservation, in its latest state. */
async function expectBookingsOnce({ hotel, sandbox, channelId }: ChannelDay): Promise<void> {
  const bookings = await sandbox.bookings()
  expect(bookings.length).toBeGreaterThan(8)
  const { messages } = hotel.ledger.queries.channelInbox({ channelId, limit: 200 })
  expect(messages.filter(({ outcome }) => outcome === 'unreadable' || outcome === 'quarantined')).toEqual([])
  for (const { channelRef, status } of bookings) {
    const ids = new Set(
      messages.filter((each) => each.channelRef === channelRef).map((each) => each.reservationId),
    )
    expect([channelRef, ids.size]).toEqual([channelRef, 1])
    const { stays } = hotel.ledger.queries.reservation({ reservationId: [...ids][0]! })
    const isCancelled = stays.every((stay) => stay.status === 'cancelled')
    expect([channelRef, isCancelled]).toEqual([channelRef, status === 'cancelled'])
  }
}
