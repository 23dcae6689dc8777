/**
 * The demo hotel's further channels: an Expedia, an Agoda and a SiteMinder of this machine in one process, with files of their own,
 * connected like any channel. They are begun after the desk stands, so that nobody waits for them.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ChannelSettings } from '../../shared/channel-settings.ts'
import type { Hotel } from '../../shared/contract/property.ts'
import type { ReportIncident } from '../api/failures.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { HostClock, HostRandom } from './clock.ts'
import { type DemoSale, demoSales, sellOnChannel } from './demo-channel-sales.ts'
import { DEMO_DAYS_PRICED, DEMO_RATE_PLANS, DEMO_ROOM_TYPES, type DemoRoomType } from './demo-hotel.ts'
import type { SpawnChild } from './host-child.ts'
import { SANDBOX_SETTINGS } from './sandbox-channel.ts'
import { controlOf, startedChild } from './sandbox-process.ts'
import { newSecret } from './secrets.ts'
import { restartDelayMs } from './sync-supervisor.ts'

interface DemoKind {
  readonly kind: 'expedia' | 'agoda' | 'siteminder'
  readonly name: string
  /** Expedia and Agoda have digits alone, so the address tells a sandbox from the real thing. */
  readonly hotelCode: string
  readonly accountCode: string
  readonly username: string
  /** In each kind's manner; every type and rate has one of its own. */
  readonly roomCode: (type: DemoRoomType, place: number) => string
  readonly rateCode: (type: DemoRoomType, place: number, plan: (typeof DEMO_RATE_PLANS)[number]) => string
  readonly exposure: { readonly buffer: number; readonly cap: number | null }
  readonly sales: readonly DemoSale[]
}

const planPlace = (code: string): number => DEMO_RATE_PLANS.findIndex((plan) => plan.code === code) + 1

const KINDS: readonly DemoKind[] = [
  {
    kind: 'expedia',
    name: 'Expedia (sandbox)',
    hotelCode: '990000001',
    accountCode: '',
    username: 'EQCadler',
    roomCode: (_, place) => `20011${place}`,
    rateCode: (_, place, { code }) => `91020${place}${planPlace(code)}A`,
    // Some hotels keep a room from their dearest channel.
    exposure: { buffer: 1, cap: null },
    sales: [
      { code: 'DBL', after: 5, nights: 3 },
      { code: 'TWN', after: 14, nights: 2 },
    ],
  },
  {
    kind: 'agoda',
    name: 'Agoda (sandbox)',
    hotelCode: '990000002',
    accountCode: '',
    username: '',
    roomCode: (_, place) => `88102${place}`,
    rateCode: (_, place, { code }) => `33926${place}${planPlace(code)}`,
    exposure: { buffer: 0, cap: 4 },
    sales: [{ code: 'DBL', after: 8, nights: 2 }],
  },
  {
    kind: 'siteminder',
    name: 'SiteMinder (sandbox)',
    hotelCode: 'demo-adler-siteminder',
    accountCode: 'KEYRACK',
    username: 'adler',
    roomCode: ({ code }) => code,
    rateCode: (type, _, plan) => `${type.code}-${plan.code}`,
    exposure: { buffer: 0, cap: null },
    sales: [{ code: 'FAM', after: 25, nights: 3 }],
  },
]

/** As quick to watch as the first one, but asked less often: three more of them fill every log. */
const SETTINGS = { ...SANDBOX_SETTINGS, pullIntervalMs: 2_000 }
/** Expedia takes no more than 30 characters. */
const PASSWORD_LENGTH = 24
const readySchema = z.object({ urls: z.record(z.string(), z.url()) })

export interface DemoSandboxesParts {
  readonly ledger: Ledger
  readonly dir: string
  readonly spawnChild: SpawnChild
  readonly clock: Pick<HostClock, 'after'>
  readonly random: HostRandom
  readonly report: ReportIncident
}

export interface DemoSandboxes {
  /** Starts those that this folder's hotel is connected to. */
  resume(): void
  /** Starts all, and connects the demo hotel to those that it is not connected to yet; does nothing for another hotel. */
  begin(): void
  stop(): Promise<void>
}

export function createDemoSandboxes(parts: DemoSandboxesParts): DemoSandboxes {
  const { ledger, random, clock, report } = parts
  let running: { readonly urls: Readonly<Record<string, string>>; stop(): Promise<void> } | null = null
  let starting: Promise<void> | null = null
  let stopping = false
  let deaths = 0
  let cancelRestart: () => void = () => undefined

  const channelOf = (kind: DemoKind) => ledger.queries.channels().find((channel) => isOf(kind, channel))
  const fileOf = ({ kind }: DemoKind) => join(parts.dir, `sandbox-${kind}.db`)

  /** All of them sign in with the same one, which the first connected one still knows. */
  function knownPassword(): string | undefined {
    const connected = ledger.lanes.connections().find((each) => KINDS.some((kind) => isOf(kind, each)))
    return connected?.credentials.password
  }

  async function launch(password: string, currency: string): Promise<void> {
    const sandboxes = KINDS.map((each) => {
      const { kind, hotelCode, accountCode, username } = each
      const port = Number(new URL(channelOf(each)?.settings.ariBaseUrl ?? 'http://127.0.0.1:0').port)
      return { kind, hotelCode, accountCode, username, db: fileOf(each), port }
    })
    const started = await startedChild(
      parts.spawnChild('sandboxes', {
        args: ['--currency', currency, '--sandboxes', JSON.stringify(sandboxes)],
        secrets: { KEYRACK_SANDBOX_PASSWORD: password },
      }),
      readySchema,
    )
    if (stopping) return started.stop()
    running = { urls: started.ready.urls, stop: started.stop }
    started.onExit(() => {
      running = null
      if (stopping) return
      const delayMs = restartDelayMs(deaths++, random.fraction())
      cancelRestart = clock.after(delayMs, () => run(() => launch(password, currency)))
    })
    for (const kind of KINDS) await followAddress(kind)
  }

  /** Tells the channel where its sandbox is now. */
  async function followAddress(kind: DemoKind): Promise<void> {
    const connected = channelOf(kind)
    const url = running?.urls[kind.kind]
    if (connected === undefined || url === undefined || connected.settings.ariBaseUrl === url) return
    await ledger.submit('channels.configure', 'host', {
      idempotencyKey: `sandboxes-${newSecret(random)}`,
      channelId: connected.id,
      settings: { ...connected.settings, ariBaseUrl: url, reservationsBaseUrl: url },
    })
  }

  async function connect(hotel: Hotel, kind: DemoKind, password: string): Promise<void> {
    const url = running?.urls[kind.kind]
    if (url === undefined || channelOf(kind) !== undefined) return
    const codes = DEMO_ROOM_TYPES.map((type, index) => ({
      type,
      roomCode: kind.roomCode(type, index + 1),
      rates: DEMO_RATE_PLANS.map((plan) => ({ plan, rateCode: kind.rateCode(type, index + 1, plan) })),
    }))
    const control = controlOf(url)
    await control.setProducts(
      codes.map(({ type, roomCode, rates }) => ({
        roomCode,
        name: type.name,
        rateCodes: rates.map(({ rateCode }) => rateCode),
      })),
    )
    await ledger.submit('channels.connect', 'demo', {
      idempotencyKey: `demo-connect-${newSecret(random)}`,
      kind: kind.kind,
      name: kind.name,
      settings: {
        ...SETTINGS,
        ariBaseUrl: url,
        reservationsBaseUrl: url,
        hotelCode: kind.hotelCode,
        accountCode: kind.accountCode,
      },
      exposure: { ...kind.exposure, horizonDays: DEMO_DAYS_PRICED, safetyBuffer: 0 },
      credentials: { username: kind.username, password },
      mapping: codes.map(({ type, roomCode, rates }) => ({
        roomTypeId: idOf(hotel.roomTypes, type.code),
        roomCode,
        rates: rates.map(({ plan, rateCode }) => ({
          ratePlanId: idOf(hotel.ratePlans, plan.code),
          rateCode,
        })),
      })),
    })
    const roomCodeOf = (type: DemoRoomType) => kind.roomCode(type, DEMO_ROOM_TYPES.indexOf(type) + 1)
    sellOnChannel(
      { running: () => (running === null ? null : control), clock, report },
      demoSales(kind.sales, hotel.calendarDate, roomCodeOf),
    )
  }

  /** One after the other, and never in the way of whoever asked. */
  function run(work: () => Promise<void>): void {
    starting = (starting ?? Promise.resolve())
      .then(work)
      .catch((error: unknown) => void report(error, 'sandboxes of the demo'))
  }

  return {
    resume() {
      run(async () => {
        const hotel = ledger.queries.hotel()
        const password = knownPassword()
        if (hotel === null || running !== null || password === undefined) return
        if (KINDS.every((kind) => !existsSync(fileOf(kind)))) return
        await launch(password, hotel.currency)
      })
    },
    begin() {
      run(async () => {
        const hotel = ledger.queries.hotel()
        if (hotel === null || !isDemo(hotel)) return
        const password = knownPassword() ?? newSecret(random).slice(0, PASSWORD_LENGTH)
        if (running === null) await launch(password, hotel.currency)
        for (const kind of KINDS) await connect(hotel, kind, password)
      })
    },
    async stop() {
      stopping = true
      cancelRestart()
      await starting
      await running?.stop()
    },
  }
}

function isOf(
  { kind, hotelCode }: DemoKind,
  channel: { readonly kind: string; readonly settings: ChannelSettings },
): boolean {
  const { settings } = channel
  const isHere = new URL(settings.ariBaseUrl).hostname === '127.0.0.1'
  return channel.kind === kind && settings.hotelCode === hotelCode && isHere
}

/** With every type and plan that is to be mapped. */
function isDemo({ roomTypes, ratePlans }: Hotel): boolean {
  const hasAll = (named: readonly { code: string }[], wanted: readonly { code: string }[]) =>
    wanted.every(({ code }) => named.some((each) => each.code === code))
  return hasAll(roomTypes, DEMO_ROOM_TYPES) && hasAll(ratePlans, DEMO_RATE_PLANS)
}

function idOf(named: readonly { id: string; code: string }[], code: string): string {
  const found = named.find((each) => each.code === code)
  if (found === undefined) throw new Error(`the demo hotel has no ${code}`)
  return found.id
}
