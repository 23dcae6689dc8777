/**
 * A hotel whose channel delivers by the relay: real desk, real sync, real relay, a real sandbox that sells; only the way
 * from the channel to the webhook is walked by the test.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { RelayState } from '../../shared/contract/relay.ts'
import { addDays } from '../../shared/dates.ts'
import { bookingcomAdapter } from '../../sync/channels/bookingcom/adapter.ts'
import {
  notification,
  pairingCode,
  postHook,
  type RunningRelay,
  relayCommand,
  startRelay,
} from '../relay/relay-process.ts'
import { DOUBLE, FLEXIBLE, startFixture } from '../sync/bookingcom/fixture.ts'
import { deskFolder, type RunningDesk } from './desk-folder.ts'
import { openPension } from './pension.ts'

const WITHIN = { timeout: 45_000, interval: 100 }
const MACHINE = `Basic ${Buffer.from('machine:pa:ss wörd').toString('base64')}`
let keys = 0
const key = () => ({ idempotencyKey: `relay-test-${++keys}` })

type Paired = Extract<RelayState, { state: 'paired' }>

async function connectedHotel(folder: ReturnType<typeof deskFolder>) {
  const relayData = mkdtempSync(join(tmpdir(), 'keyrack-relay-desk-'))
  onTestFinished(() => rmSync(relayData, { recursive: true, force: true, maxRetries: 5 }))
  const relay = await startRelay(relayData)
  const sandbox = await startFixture()
  onTestFinished(() => sandbox.close())
  const desk = await folder.start()
  const hotel = await openPension(desk, { types: 2, nights: 60 })
  const { channelId } = await desk.client.channels.connect({
    ...key(),
    kind: 'bookingcom',
    name: 'Booking.com',
    settings: {
      ariBaseUrl: sandbox.url,
      reservationsBaseUrl: sandbox.url,
      hotelCode: '882210',
      pullIntervalMs: 500,
      pauseAfterAcknowledgeMs: 0,
      backoffBaseMs: 50,
      backoffMaxMs: 500,
      requestsPerMinute: 60_000,
    },
    exposure: { buffer: 0, cap: null, horizonDays: 40, safetyBuffer: 0 },
    credentials: { username: 'machine', password: 'pa:ss wörd' },
    mapping: [
      {
        roomTypeId: hotel.roomTypes[0]!.id,
        roomCode: DOUBLE,
        rates: [{ ratePlanId: hotel.ratePlans[0]!.id, rateCode: FLEXIBLE }],
      },
    ],
  })
  const paired = await desk.client.relay.pair({ ...key(), url: relay.url, code: pairingCode(relayData) })
  const delivery = await desk.client.relay.connectChannel({ ...key(), channelId })
  const authorization = `Basic ${Buffer.from(`${delivery.username}:${delivery.password}`).toString('base64')}`
  const urls = Object.fromEntries(delivery.webhooks.map(({ queue, url }) => [queue, url])) as {
    new: string
    modified: string
  }
  /** What Booking.com would post of a booking: the document of its queue with this one alone. */
  const document = async (queue: 'new' | 'modified', channelRef: string) => {
    const [action, item] =
      queue === 'new'
        ? ['OTA_HotelResNotif', 'HotelReservation']
        : ['OTA_HotelResModifyNotif', 'HotelResModify']
    const answer = await fetch(`${sandbox.url}/hotels/ota/${action}`, {
      headers: { authorization: MACHINE, 'accept-version': '1.1' },
    })
    const whole = await answer.text()
    const alone = whole.replace(new RegExp(`<${item} [\\s\\S]*?</${item}>`, 'g'), (one) =>
      one.includes(`"${channelRef}"`) ? one : '',
    )
    // What was posted leaves the queue.
    const pulled = (await sandbox.fetch(queue)).filter(({ message }) => message.channelRef === channelRef)
    const taken = pulled.map(({ receipt }) => ({ receipt, code: 'posted' }))
    await bookingcomAdapter.acknowledge(queue, taken, sandbox.context)
    if (!alone.includes(channelRef)) throw new Error(`no ${queue} message of ${channelRef}: ${whole}`)
    return alone
  }
  const post = async (queue: 'new' | 'modified', body: string) =>
    (await postHook(urls[queue], authorization, body)).status
  return { relayData, relay, sandbox, desk, hotel, channelId, paired, post, document, urls, authorization }
}

const state = async (desk: RunningDesk): Promise<Paired> => {
  const seen = await desk.client.relay.state()
  if (seen.state !== 'paired') throw new Error('the desk is not paired')
  return seen
}

const caughtUp = (desk: RunningDesk, applied: number, unreadable = 0) =>
  vi.waitFor(async () => {
    const seen = await state(desk)
    expect(seen).toMatchObject({ connection: 'connected', waiting: 0, unreadable, lastError: null })
    expect(await cursorOf(desk)).toBe(applied)
  }, WITHIN)

/** How many messages of the relay the ledger has taken in: each left one row in the inbox of these tests. */
const cursorOf = async (desk: RunningDesk) => {
  const { channels } = await desk.client.channels.list({})
  const { messages } = await desk.client.channels.inbox({ channelId: channels[0]!.id, limit: 200 })
  return messages.length
}

const ackedAt = (relayData: string): number => {
  const file = new Database(join(relayData, 'relay.db'), { readonly: true })
  try {
    return (file.prepare('SELECT acked_seq FROM mailbox_head').pluck().get() as number | undefined) ?? 0
  } finally {
    file.close()
  }
}

test('I7, I8: what is posted while the desk is off is applied once, in order, and acknowledged', async () => {
  const folder = deskFolder(onTestFinished)
  const { relayData, relay, sandbox, desk, hotel, channelId, post, document } = await connectedHotel(folder)
  // Availability is raised only after a look at the channel's bookings (rule 9): that the sandbox sells shows that a look
  // through the relay counts as one.
  const night = addDays(hotel.businessDate, 10)
  const stay = { roomCode: DOUBLE, arrival: night, departure: addDays(night, 2) }
  await vi.waitFor(async () => {
    const { stock } = await sandbox.shown(night, addDays(night, 1))
    expect(stock[0]?.roomsToSell).toBe(1)
  }, WITHIN)
  expect(await state(desk)).toMatchObject({ sources: [{ channelId }], waiting: 0, unreadable: 0 })
  const { code } = await desk.stop()
  expect(code).toBe(0)

  const first = await sandbox.sell(stay)
  const booked = await document('new', first.channelRef)
  const second = await sandbox.sell({ ...stay, arrival: addDays(night, 5), departure: addDays(night, 6) })
  const bookedToo = await document('new', second.channelRef)
  await sandbox.lever('POST', 'modify', {
    channelRef: first.channelRef,
    arrival: addDays(night, 8),
    departure: addDays(night, 9),
  })
  const changed = await document('modified', first.channelRef)
  await sandbox.lever('POST', 'cancel', { channelRef: second.channelRef })
  const cancelled = await document('modified', second.channelRef)
  expect(await post('new', booked)).toBe(200)
  expect(await post('new', bookedToo)).toBe(200)
  expect(await post('new', booked)).toBe(200)
  expect(await post('modified', changed)).toBe(200)
  expect(await post('modified', cancelled)).toBe(200)
  expect(ackedAt(relayData)).toBe(0)

  const again = await folder.start()
  await caughtUp(again, 4)
  const { messages } = await again.client.channels.inbox({ channelId, limit: 50 })
  expect(messages.toReversed().map(({ kind, channelRef, outcome }) => [kind, channelRef, outcome])).toEqual([
    ['new', first.channelRef, 'applied'],
    ['new', second.channelRef, 'applied'],
    ['modified', first.channelRef, 'applied'],
    ['cancelled', second.channelRef, 'applied'],
  ])
  await vi.waitFor(() => expect(ackedAt(relayData)).toBe(4), WITHIN)
  const reservation = async (index: number) => {
    const found = await again.client.reservations.get({
      reservationId: messages.toReversed()[index]!.reservationId!,
    })
    return found
  }
  expect(JSON.stringify(await reservation(0))).toContain(addDays(night, 8))
  expect(JSON.stringify(await reservation(1))).toContain('cancelled')

  // The relay goes and comes back at the same address: the desk finds it again by itself, and the repeat stays one.
  const port = new URL(relay.url).port
  await relay.kill()
  await vi.waitFor(async () => expect((await state(again)).connection).toBe('away'), WITHIN)
  await vi.waitFor(async () => {
    const { alerts } = await again.client.attention.alerts()
    expect(alerts.map(({ kind }) => kind)).toContain('pullFailing')
  }, WITHIN)
  await startRelay(relayData, '--port', port)
  await vi.waitFor(async () => expect((await state(again)).connection).toBe('connected'), WITHIN)
  expect(await post('new', booked)).toBe(200)
  const third = await sandbox.sell({ ...stay, arrival: addDays(night, 12), departure: addDays(night, 13) })
  expect(await post('new', await document('new', third.channelRef))).toBe(200)
  await caughtUp(again, 5)
  await vi.waitFor(async () => {
    const { alerts } = await again.client.attention.alerts()
    expect(alerts.map(({ kind }) => kind)).not.toContain('pullFailing')
  }, WITHIN)
})

test('a message that cannot be read is kept with an alert, and those behind it are applied', async () => {
  const folder = deskFolder(onTestFinished)
  const { relayData, sandbox, desk, hotel, post, document } = await connectedHotel(folder)
  const night = addDays(hotel.businessDate, 10)
  await vi.waitFor(async () => {
    const { stock } = await sandbox.shown(night, addDays(night, 1))
    expect(stock[0]?.roomsToSell).toBe(1)
  }, WITHIN)
  const broken =
    '<OTA_HotelResNotifRQ><HotelReservations><HotelReservation></HotelReservations></OTA_HotelResNotifRQ>'
  expect(await post('new', broken)).toBe(200)
  const { channelRef } = await sandbox.sell({
    roomCode: DOUBLE,
    arrival: night,
    departure: addDays(night, 1),
  })
  expect(await post('new', await document('new', channelRef))).toBe(200)
  await caughtUp(desk, 1, 1)
  await vi.waitFor(() => expect(ackedAt(relayData)).toBe(2), WITHIN)
  expect((await state(desk)).unreadable).toBe(1)
  const { alerts } = await desk.client.attention.alerts()
  expect(alerts.filter(({ kind }) => kind === 'relayUnreadable')).toHaveLength(1)
})

test('the pairing moves to another machine by the printed code, which locks the first one out', async () => {
  const folder = deskFolder(onTestFinished)
  const other = deskFolder(onTestFinished)
  const { relay, desk, channelId, paired, post, document, sandbox, hotel } = await connectedHotel(folder)
  expect((await desk.client.relay.recoveryCode()).recoveryCode).toBe(paired.recoveryCode)
  await expect(
    desk.client.relay.pair({ ...key(), url: relay.url, code: 'AAAA-AAAA-AAAA-AAAA' }),
  ).rejects.toMatchObject({ code: 'AlreadyPaired' })
  await expect(desk.client.relay.unpair(key())).rejects.toMatchObject({ code: 'ChannelsByRelay' })
  const night = addDays(hotel.businessDate, 3)
  await vi.waitFor(async () => {
    const { stock } = await sandbox.shown(night, addDays(night, 1))
    expect(stock[0]?.roomsToSell).toBe(1)
  }, WITHIN)
  const { channelRef } = await sandbox.sell({
    roomCode: DOUBLE,
    arrival: night,
    departure: addDays(night, 1),
  })
  expect(await post('new', await document('new', channelRef))).toBe(200)
  await caughtUp(desk, 1)

  const second = await other.start()
  await openPension(second, { types: 1, nights: 5 })
  const { url } = relay
  const mistyped = paired.recoveryCode.replace(/.$/, (last) => (last === '0' ? '8' : '0'))
  await expect(second.client.relay.restore({ ...key(), url, recoveryCode: mistyped })).rejects.toMatchObject({
    code: 'RecoveryCodeNotValid',
  })
  const restored = await second.client.relay.restore({
    ...key(),
    url,
    recoveryCode: paired.recoveryCode.toLowerCase(),
  })
  expect(restored.hotelId).toBe(paired.hotelId)
  await vi.waitFor(async () => {
    expect((await state(desk)).lastError?.code).toBe('RelayRefused')
    const { alerts } = await desk.client.attention.alerts()
    expect(alerts.map(({ kind }) => kind)).toContain('relayRefused')
  }, WITHIN)
  // This ledger knows no such channel: the booking is kept, sealed as it came, and someone is told.
  await vi.waitFor(
    async () => expect(await state(second)).toMatchObject({ connection: 'connected', unreadable: 1 }),
    WITHIN,
  )

  await desk.client.relay.restore({ ...key(), url, recoveryCode: paired.recoveryCode })
  await vi.waitFor(async () => {
    expect(await state(desk)).toMatchObject({ connection: 'connected', lastError: null })
    const { alerts } = await desk.client.attention.alerts()
    expect(alerts.map(({ kind }) => kind)).not.toContain('relayRefused')
  }, WITHIN)
  // Back to fetching, and then the pairing can end.
  await desk.client.relay.disconnectChannel({ ...key(), channelId })
  await desk.client.relay.unpair(key())
  expect(await desk.client.relay.state()).toEqual({ state: 'not_paired' })
  expect(await post('new', notification('late'))).toBe(401)
})

test('a relay that was restored from its backup is read again without applying anything twice', async () => {
  const folder = deskFolder(onTestFinished)
  const { relayData, relay, sandbox, desk, hotel, post, document } = await connectedHotel(folder)
  const night = addDays(hotel.businessDate, 4)
  await vi.waitFor(async () => {
    const { stock } = await sandbox.shown(night, addDays(night, 8))
    expect(stock[0]?.roomsToSell).toBe(1)
  }, WITHIN)
  const { channelRef } = await sandbox.sell({
    roomCode: DOUBLE,
    arrival: night,
    departure: addDays(night, 1),
  })
  expect(await post('new', await document('new', channelRef))).toBe(200)
  await caughtUp(desk, 1)
  const restoredData = mkdtempSync(join(tmpdir(), 'keyrack-relay-restored-'))
  onTestFinished(() => rmSync(restoredData, { recursive: true, force: true, maxRetries: 5 }))
  relayCommand(relayData, 'backup', '--to', join(restoredData, 'relay.db'))
  await sandbox.lever('POST', 'modify', {
    channelRef,
    arrival: addDays(night, 1),
    departure: addDays(night, 3),
  })
  expect(await post('modified', await document('modified', channelRef))).toBe(200)
  await caughtUp(desk, 2)
  await relay.kill()
  const again: RunningRelay = await startRelay(restoredData, '--port', new URL(relay.url).port)
  expect(again.url).toBe(relay.url)
  await vi.waitFor(async () => {
    const { alerts } = await desk.client.attention.alerts()
    expect(alerts.map(({ kind }) => kind)).toContain('relayGap')
    expect(await state(desk)).toMatchObject({ connection: 'connected', waiting: 0 })
  }, WITHIN)
  // The booking came once more, older than its change: it was known by its key and left alone.
  expect(await cursorOf(desk)).toBe(2)
  await sandbox.lever('POST', 'cancel', { channelRef })
  expect(await post('modified', await document('modified', channelRef))).toBe(200)
  await caughtUp(desk, 3)
})
