/** kill -9 of the host and of its sync process at random moments under load: nothing acknowledged is lost, nothing is done twice. */
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, test, vi } from 'vitest'
import type { Hotel } from '../../shared/contract/property.ts'
import { soak } from '../soak.ts'
import type { SandboxControl } from '../sync/suite/sandbox-control.ts'
import type { Caller } from './callers.ts'
import { chance } from './chance.ts'
import { ChannelGuests } from './channel-guests.ts'
import { expectConverged, sandboxOf } from './convergence.ts'
import { deskFolder, type RunningDesk } from './desk-folder.ts'
import { FrontDesk } from './front-desk.ts'
import { expectBookingsOnce, journalHead, paymentsByReference, reservationsByNote } from './ledger-file.ts'
import { verify } from './verify.ts'

const KILLS = soak ? 1_000 : 20
/** So many people work at once, half of them through REST; their commands meet in one commit. */
const PEOPLE = 8
const THOUGHT_MS = 20
/** A victim dies so long after the load began, at most. */
const LIFE_MS = 500
/** One host of so many dies once more while it starts. */
const START_MS = 1_200
const DAYS_AHEAD = 300
const SYNC_BACK_WITHIN_MS = 30_000

const folder = deskFolder()
const random = chance('sudden death')
let desk: RunningDesk
let sandbox: SandboxControl
let hotel: Hotel

beforeAll(async () => {
  desk = await folder.start('--demo')
  sandbox = await sandboxOf(desk)
  hotel = (await desk.client.property.get()).hotel!
  // A channel that was never filled sells nothing.
  await expectConverged(desk, sandbox)
})

/** Desk and channel at work until `end` is called, which waits for whatever is under way. */
function beginLoad(people: FrontDesk, guests: ChannelGuests): { end(): Promise<void> } {
  const over = new AbortController()
  const work = async (caller: Caller) => {
    while (!over.signal.aborted) {
      const answers = people.intents.length
      const drawn = random.int(1, 10)
      await (drawn <= 4 ? people.sell(caller) : drawn <= 7 ? people.more(caller) : people.cancel(caller))
      // Nobody goes on asking a desk that is gone.
      if (people.intents.slice(answers).some(({ answer }) => answer.kind === 'unknown')) return
      await pause(random.int(0, THOUGHT_MS))
    }
  }
  const book = async () => {
    while (!over.signal.aborted) {
      const answered = await guests.step(sandbox).then(
        () => true,
        () => false,
      )
      if (!answered) return
      await pause(random.int(0, THOUGHT_MS))
    }
  }
  const callers = Array.from({ length: PEOPLE }, (_, index) => (index % 2 === 0 ? desk.rest : desk.socket))
  const all = Promise.all([...callers.map(work), book()])
  // Awaited at the end; a failure before that is not unhandled.
  all.catch(() => undefined)
  return {
    async end() {
      over.abort()
      await all
    },
  }
}

async function killSync(): Promise<void> {
  const pid = await vi.waitUntil(() => desk.syncPid(), { timeout: SYNC_BACK_WITHIN_MS, interval: 50 })
  process.kill(pid, 'SIGKILL')
}

/** The host and all it started are gone after this, and another one runs on the same folder. */
async function killHost(): Promise<void> {
  await desk.kill()
  if (random.happens(0.25)) {
    const unlucky = folder.launch()
    await pause(random.int(0, START_MS))
    await unlucky.kill()
  }
  desk = await folder.start()
  sandbox = await sandboxOf(desk)
}

/**
 * What was acknowledged is there, once; what was not acknowledged is there at most once. Answers how many sales were
 * committed whose answer the kill cut off.
 */
function expectNothingLost(people: FrontDesk): number {
  const held = reservationsByNote(folder.data, 'death-')
  const wrong = [...people.sales()].filter(([note, sale]) => {
    const statuses = held.get(note)
    if (sale === 'unanswered') return statuses?.includes(',') === true
    // A cancellation may be done and not yet answered.
    if (sale === 'confirmed') return statuses !== 'confirmed' && statuses !== 'cancelled'
    return sale === 'cancelled' ? statuses !== 'cancelled' : statuses !== undefined
  })
  expect(wrong.map(([note, sale]) => ({ note, sale, held: held.get(note) }))).toEqual([])
  const paid = paymentsByReference(folder.data, 'death-')
  expect([...paid].filter(([, { count }]) => count !== 1)).toEqual([])
  for (const [reference, amountMinor] of people.payments()) {
    expect([reference, paid.get(reference)?.amountMinor]).toEqual([reference, -amountMinor])
  }
  const newest = people.intents.reduce(
    (most, { answer }) => (answer.kind === 'done' ? Math.max(most, answer.output.seq) : most),
    0,
  )
  expect(journalHead(folder.data), 'the journal ends before an answer that was given').toBeGreaterThanOrEqual(
    newest,
  )
  return [...people.sales()].filter(([note, sale]) => sale === 'unanswered' && held.has(note)).length
}

test(`I4, I7: ${KILLS} kill -9 of host and sync under load lose nothing acknowledged, do nothing twice, and the channel converges`, async () => {
  const people = new FrontDesk(hotel, random, { prefix: 'death', daysAhead: DAYS_AHEAD })
  const guests = new ChannelGuests(hotel.businessDate, random, { daysAhead: DAYS_AHEAD })
  const victims = Array.from({ length: KILLS }, (_, index) => (index % 2 === 0 ? 'host' : 'sync'))
  let askedAgain = 0
  let cutOff = 0
  for (const victim of random.shuffled(victims)) {
    const load = beginLoad(people, guests)
    await pause(random.int(0, LIFE_MS))
    if (victim === 'sync') {
      await killSync()
      await load.end()
      continue
    }
    await killHost()
    await load.end()
    cutOff += expectNothingLost(people)
    askedAgain += await people.askAgain(desk.rest)
    for (const { first, again } of await people.repeatNewest(desk.socket, 5)) expect(again).toEqual(first)
  }
  const cells = await expectConverged(desk, sandbox)
  const bookings = await expectBookingsOnce(folder.data, sandbox)
  expectNothingLost(people)
  const sales = [...people.sales()].filter(([, sale]) => sale === 'confirmed' || sale === 'cancelled')
  expect(reservationsByNote(folder.data, 'death-')).toEqual(new Map(sales))
  expect(await verify(folder.data)).toMatchObject({ code: 0, stdout: expect.stringContaining('clean') })
  console.log(
    `${sales.length} sales, ${askedAgain} intents asked for again (${cutOff} sales were made and not answered), ${bookings} bookings, ${cells} cells agree`,
    guests.counts,
  )
  expect(askedAgain, 'no kill struck anyone at work').toBeGreaterThan(0)
  expect(guests.counts.sold).toBeGreaterThan(0)
  for (const name of [
    'holds.place',
    'holds.release',
    'holds.convert',
    'folios.open',
    'folios.pay',
  ] as const) {
    expect(people.done(name), name).toBeGreaterThan(0)
  }
})
