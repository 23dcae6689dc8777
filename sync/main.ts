/**
 * The sync process: builds the ports and runs the engine for as long as the link to the host stands. The host starts
 * it again after any other end than its own wish.
 */
import { setTimeout as timer } from 'node:timers/promises'
import { destination, pino } from 'pino'
import { channelAdapters } from './adapters.ts'
import { tellCalls } from './call-teller.ts'
import { linkDesk } from './desk-link.ts'
import { Engine } from './engine/engine.ts'
import { endsEngine, traceOf } from './engine/faults.ts'
import type { Clock } from './engine/ports.ts'
import { ChannelHttp } from './http.ts'
import { hostPort } from './process-port.ts'
import { RelayFeed } from './relay/relay-feed.ts'
import { connectRelay } from './relay/relay-socket.ts'

/** After a request to stop, whatever has not ended by itself is left behind; the host re-sends what was in flight. */
const STOP_WITHIN_MS = 2_000

const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(ms, signal) {
    await timer(ms, undefined, signal ? { signal } : {}).catch(() => undefined)
  },
}

const log = pino(
  { name: 'sync', level: process.env.KEYRACK_LOG ?? 'warn' },
  destination({ dest: 2, sync: true }),
)

function exitForFault(error: unknown): never {
  log.fatal(traceOf(error), 'the sync process ends by a fault')
  process.exit(1)
}

process.on('uncaughtException', exitForFault)
process.on('unhandledRejection', exitForFault)

const port = await hostPort()
if (port === null) {
  log.fatal('The sync process is started by the host. Start the desk with `npm start`.')
  process.exit(1)
}
const { desk, noteCall, closed } = linkDesk(port)
const http = new ChannelHttp()
const ports = { desk, clock, random: Math.random, log, adapters: channelAdapters }
const relay = new RelayFeed({ ...ports, connect: connectRelay })
const calls = tellCalls({ noteCall, soon: (work) => void setImmediate(work), log })
const engine = new Engine({ ...ports, http, calls, relay })

async function stop(reason: string): Promise<void> {
  log.info({ reason }, 'stopping')
  await Promise.race([engine.stop(), clock.sleep(STOP_WITHIN_MS)])
  process.exit(0)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
// Without the desk nothing may be sent any more: the next process must not meet requests of this one.
void closed.then(() => process.exit(0))

try {
  await engine.run()
  process.exit(0)
} catch (error) {
  if (!endsEngine(error)) exitForFault(error)
  log.info(traceOf(error), 'the desk has ended the link')
  process.exit(0)
}
