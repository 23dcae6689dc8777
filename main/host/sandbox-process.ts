/** The sandbox Booking.com as a child process, and its control API. It is started again when it dies. */
import { request } from 'undici'
import { z } from 'zod'
import type { Credentials } from '../../shared/channel-settings.ts'
import { DomainError } from '../../shared/errors.ts'
import { isoDateSchema } from '../../shared/snapshot.ts'
import type { RunningSandbox } from '../api/ports.ts'
import type { HostChild, SpawnChild } from './host-child.ts'

const READY_WITHIN_MS = 15_000
const CONTROL_TIMEOUT_MS = 5_000
const STOP_WITHIN_MS = 2_000

export interface SandboxProduct {
  readonly roomCode: string
  readonly name: string
  readonly rateCodes: readonly string[]
}

export interface SandboxProcess extends Omit<RunningSandbox, 'channelId'> {
  /** `http://127.0.0.1:41234` */
  readonly url: string
  setProducts(products: readonly SandboxProduct[]): Promise<void>
  onExit(listener: (how: string) => void): void
  /** Resolves when it has exited. */
  stop(): Promise<void>
}

export interface SandboxStart {
  readonly spawnChild: SpawnChild
  /** Its own database file. */
  readonly db: string
  /** 0 takes any free one. */
  readonly port: number
  readonly hotelCode: string
  readonly currency: string
  readonly credentials: Credentials
}

interface ReadyChild<T> {
  readonly ready: T
  onExit(listener: (how: string) => void): void
  /** Resolves when it has exited. */
  stop(): Promise<void>
}

/** @throws Error when it ends, or says nothing in time, before it is ready. */
export async function startSandbox(start: SandboxStart): Promise<SandboxProcess> {
  const { db, port, hotelCode, currency, credentials } = start
  const options = {
    port: String(port),
    db,
    'hotel-code': hotelCode,
    currency,
    username: credentials.username,
  }
  const { ready, ...life } = await startedChild(
    start.spawnChild('sandbox', {
      args: Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      secrets: { KEYRACK_SANDBOX_PASSWORD: credentials.password },
    }),
    z.object({ url: z.url() }),
  )
  return { url: ready.url, ...controlOf(ready.url), ...life }
}

/** A child that says one thing when it is ready. @throws Error when it ends, or says nothing in time, before that. */
export async function startedChild<T>(child: HostChild, schema: z.ZodType<T>): Promise<ReadyChild<T>> {
  const exited = new Promise<string>((resolve) => child.onExit(resolve))
  const { promise: ready, resolve, reject } = Promise.withResolvers<T>()
  child.onMessage((message) => {
    const announced = schema.safeParse(message)
    if (announced.success) resolve(announced.data)
  })
  const late = setTimeout(() => reject(new Error('the sandbox did not start in time')), READY_WITHIN_MS)
  void exited.then((how) => reject(new Error(`the sandbox ended before it was ready: ${how}`)))
  let said: T
  try {
    said = await ready
  } catch (error) {
    child.kill()
    throw error
  } finally {
    clearTimeout(late)
  }
  return {
    ready: said,
    onExit: (listener) => void exited.then(listener),
    async stop() {
      child.disconnect()
      const timer = setTimeout(() => child.kill(), STOP_WITHIN_MS)
      await exited
      clearTimeout(timer)
    },
  }
}

const stateSchema = z.object({
  stock: z.array(z.object({ roomCode: z.string(), date: isoDateSchema, roomsToSell: z.number().int() })),
})
const faultsSchema = z.array(z.object({ kind: z.string(), scope: z.string() }))
const soldSchema = z.object({ channelRef: z.string() })
const refusedSchema = z.object({ reason: z.string() })

/** The levers of a sandbox of any kind. */
export function controlOf(url: string) {
  const call = async (method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) => {
    const answer = await request(`${url}/control/${path}`, {
      method,
      headersTimeout: CONTROL_TIMEOUT_MS,
      bodyTimeout: CONTROL_TIMEOUT_MS,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    return { status: answer.statusCode, body: await answer.body.json() }
  }
  const answered = ({ status, body }: { status: number; body: unknown }): unknown => {
    if (status !== 200) throw new Error(`the sandbox's control answered ${status}`)
    return body
  }
  return {
    async setProducts(products: readonly SandboxProduct[]) {
      answered(await call('PUT', 'products', products))
    },
    async state(from: string, to: string) {
      const [state, faults] = await Promise.all([
        call('GET', `state?from=${from}&to=${to}`),
        call('GET', 'faults'),
      ])
      return {
        stock: stateSchema.parse(answered(state)).stock,
        faults: faultsSchema.parse(answered(faults)).map(({ kind, scope }) => `${kind} (${scope})`),
      }
    },
    async sell(sale: {
      roomCode: string
      arrival: string
      departure: string
      adults: number
      virtualCardFrom?: string
    }) {
      const answer = await call('POST', 'sell', sale)
      if (answer.status === 409) {
        throw new DomainError('SandboxRefused', { reason: refusedSchema.parse(answer.body).reason })
      }
      return soldSchema.parse(answered(answer))
    },
  }
}
