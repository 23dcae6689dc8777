/** A day of work at the desk and at the channel, with every fault that the channel knows; then quiet. */
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Hotel } from '../../shared/contract/property.ts'
import { FAULT_KINDS, type Fault } from '../../sync/sandbox/bookingcom/faults.ts'
import { soak } from '../soak.ts'
import type { SandboxControl } from '../sync/suite/sandbox-control.ts'
import { chance } from './chance.ts'
import { ChannelGuests } from './channel-guests.ts'
import { channelOf, expectConverged, sandboxOf } from './convergence.ts'
import { deskFolder, type RunningDesk } from './desk-folder.ts'
import { FrontDesk } from './front-desk.ts'
import { expectBookingsOnce } from './ledger-file.ts'
import { verify } from './verify.ts'

const DAYS = soak ? 40 : 1
const SCOPES = ['ari', 'reservations'] as const
/** Far beyond the longest backoff of the demo's channel, so that a fault which strikes nobody is one that is not there. */
const STRUCK_WITHIN_MS = 30_000
/** People and guests think between two wishes: so much at most. */
const THOUGHT_MS = 25

const folder = deskFolder()
let desk: RunningDesk
let sandbox: SandboxControl
let hotel: Hotel

beforeAll(async () => {
  desk = await folder.start('--demo')
  sandbox = await sandboxOf(desk)
  hotel = (await desk.client.property.get()).hotel!
})

const random = chance('bad day')

type SetFault = Partial<Fault> & Pick<Fault, 'kind'>

/** Delays stay well within the channel's deadline T of 3 s, after which no request may land any more. */
function faultOf(kind: Fault['kind'], scope: Fault['scope']): SetFault {
  const probability = random.pick([0.3, 0.6, 1])
  return { kind, scope, probability, retryAfterSeconds: random.int(0, 1), delayMs: random.int(50, 1_800) }
}

/** Switches faults on until they have struck, and off again. */
async function suffer(faults: readonly SetFault[], strikes: number): Promise<void> {
  const before = await sandbox.requestsSeen()
  await sandbox.setFaults(faults)
  await vi.waitFor(
    async () => {
      await resumeWhatStopped()
      const struck = await sandbox.strikesAfter(before)
      expect(struck.length, `strikes of ${JSON.stringify(faults)}`).toBeGreaterThanOrEqual(strikes)
    },
    { timeout: STRUCK_WITHIN_MS, interval: 50 },
  )
  await sandbox.setFaults([])
}

/** What a person does once the credentials are right again; until then lanes and pulls stand still. */
async function resumeWhatStopped(): Promise<void> {
  const { id, lanes, pull } = await channelOf(desk)
  const isStopped = lanes.some(({ state }) => state === 'stopped')
  if (!isStopped && pull.lastError?.code !== 'CredentialsRefused') return
  await desk.client.channels.resume({ idempotencyKey: crypto.randomUUID(), channelId: id })
}

async function sufferEverything(): Promise<void> {
  const all = FAULT_KINDS.flatMap((kind) => SCOPES.map((scope) => faultOf(kind, scope)))
  for (const fault of random.shuffled(all)) await suffer([fault], 1)
  const mixed = random.shuffled(FAULT_KINDS.filter((kind) => kind !== 'unauthorized'))
  await suffer(
    mixed.map((kind) => ({ ...faultOf(kind, 'all'), probability: 0.1 })),
    10,
  )
}

test('I2, I5, I7: after a day of desk work, channel sales and every fault, channel and ledger agree in every cell and booking', async () => {
  const people = new FrontDesk(hotel, random, { prefix: 'bad-day', daysAhead: 25 })
  const guests = new ChannelGuests(hotel.businessDate, random, { daysAhead: 25 })
  for (let day = 1; day <= DAYS; day++) {
    let isOver = false
    const keepDoing = async (step: () => Promise<void>) => {
      while (!isOver) {
        await step()
        await pause(random.int(0, THOUGHT_MS))
      }
    }
    const over = sufferEverything().finally(() => {
      isOver = true
    })
    await Promise.all([
      over,
      keepDoing(() => people.step(desk.rest, desk.client)),
      keepDoing(() => people.step(desk.socket, desk.client)),
      keepDoing(() => guests.step(sandbox)),
    ])

    const cells = await expectConverged(desk, sandbox)
    const bookings = await expectBookingsOnce(folder.data, sandbox)
    expect(await verify(folder.data)).toMatchObject({ code: 0, stdout: expect.stringContaining('clean') })
    console.log(
      `day ${day}: ${people.intents.length} commands, ${bookings} bookings, ${cells} cells agree`,
      guests.counts,
    )
  }
  expect(people.intents.filter(({ answer }) => answer.kind === 'unknown')).toEqual([])
  for (const name of [
    'reservations.create',
    'reservations.cancel',
    'stays.assignRoom',
    'stays.checkIn',
    'stays.checkOut',
    'rates.setRange',
  ] as const) {
    expect(people.done(name), `${name} never happened`).toBeGreaterThan(0)
  }
  for (const [what, count] of Object.entries(guests.counts)) expect(count, what).toBeGreaterThan(0)
})
