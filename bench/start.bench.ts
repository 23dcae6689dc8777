/**
 * How long a hotel waits for its desk in the morning: a ledger of five years, 500 rooms and 200,000 stays that have
 * ended. `start-host` is from starting the process to its ready line, `start-page` from there until a real Chromium,
 * opened already, shows the day's guests; `start` is both together. Each is the median of several starts of one file.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium } from '@playwright/test'
import { buildRenderer } from '../scripts/build-renderer.ts'
import { addDays } from '../shared/dates.ts'
import { provideBrowser } from '../test/setup/browser.ts'
import type { Figure } from './figure.ts'
import { ACTOR, type BenchHotel, newKey, openBenchHotel } from './hotel.ts'
import { addPastStays } from './past-stays.ts'
import { median } from './samples.ts'

export const names = ['start', 'start-host', 'start-page']

const ROOMS_PER_TYPE = 50
const PAST_STAYS = 200_000
const ARRIVALS_TODAY = 60
const ROUNDS = 5
const ROOT = join(import.meta.dirname, '..')
const DESK = join(ROOT, 'main', 'host', 'desk.ts')

export async function run(report: (figure: Figure) => void): Promise<void> {
  await buildRenderer()
  const hotel = await openBenchHotel(ROOMS_PER_TYPE)
  try {
    addPastStays(hotel, PAST_STAYS)
    await sellToday(hotel)
    await hotel.ledger.close()
    const { executablePath, env } = await provideBrowser()
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox'],
      env: { ...process.env, ...env } as Record<string, string>,
    })
    try {
      const starts: { hostMs: number; pageMs: number }[] = []
      for (let round = 0; round < ROUNDS; round++) starts.push(await startOnce(hotel.dir, browser))
      const of = (value: (start: { hostMs: number; pageMs: number }) => number) => median(starts.map(value))
      report({ name: 'start', value: of(({ hostMs, pageMs }) => hostMs + pageMs), unit: 'ms', limit: 2_500 })
      report({ name: 'start-host', value: of(({ hostMs }) => hostMs), unit: 'ms', limit: 1_500 })
      report({ name: 'start-page', value: of(({ pageMs }) => pageMs), unit: 'ms', limit: 1_000 })
    } finally {
      await browser.close()
    }
  } finally {
    rmSync(hotel.dir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** So that the board has something to show. */
async function sellToday({ ledger, roomTypeIds, ratePlanId, businessDate }: BenchHotel): Promise<void> {
  const sales = Array.from({ length: ARRIVALS_TODAY }, (_, number) =>
    ledger.submit('reservations.create', ACTOR, {
      idempotencyKey: newKey(),
      booker: { surname: `Lindqvist ${number}`, firstName: 'Anna', email: '', phone: '' },
      rooms: [
        {
          roomTypeId: roomTypeIds[number % roomTypeIds.length] ?? '',
          ratePlanId,
          arrival: businessDate,
          departure: addDays(businessDate, 2),
          adults: 2,
          childrenAges: [],
        },
      ],
      checkIn: false,
      ignoreRestrictions: false,
      note: '',
    }),
  )
  await Promise.all(sales)
}

async function startOnce(dir: string, browser: Browser): Promise<{ hostMs: number; pageMs: number }> {
  const startedAt = performance.now()
  const args = [DESK, '--data', dir, '--port', '0', '--no-open', '--print-token']
  const host = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const { url, token } = await readyLine(host)
    const readyAt = performance.now()
    // A window of its own, without anything kept from the last start.
    const page = await (await browser.newContext({ viewport: { width: 1600, height: 900 } })).newPage()
    await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
    await page
      .getByText(/Lindqvist \d+/)
      .first()
      .waitFor()
    const shownAt = performance.now()
    await page.context().close()
    return { hostMs: readyAt - startedAt, pageMs: shownAt - readyAt }
  } finally {
    await stopped(host)
  }
}

async function readyLine(host: ChildProcess): Promise<{ url: string; token: string }> {
  if (host.stdout === null) throw new Error('the desk has no standard output')
  for await (const line of createInterface({ input: host.stdout })) {
    if (line.startsWith('{')) return JSON.parse(line) as { url: string; token: string }
  }
  throw new Error('the desk ended before it was ready')
}

async function stopped(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return
  const exited = once(host, 'exit')
  host.kill('SIGTERM')
  await exited
}
