/**
 * `npm run sandbox [-- --port N] [--seed N]`: a sandbox of every kind of channel on this machine, until Ctrl+C. One JSON line each
 * says what the form of a channel asks for; its control API is at `/control`. The first listens on the given port, the others on the
 * ones after it; without one, each takes a free port. They remember nothing when they end.
 */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { PUSHED_KIND_NAMES, type PushedKind } from '../../shared/channel-kinds/kinds.ts'
import type { Credentials, GivenSettings } from '../../shared/channel-settings.ts'
import type { Product } from './bookingcom/stock.ts'
import { SANDBOXES } from './kinds.ts'
import type { ServerOptions } from './sandbox-server.ts'

const USAGE = 'Usage: npm run sandbox [-- --port N] [--seed N]'

function optionsOf(args: string[]): { port: number; seed: number } {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string', default: '0' }, seed: { type: 'string', default: '1' } },
  })
  const [port, seed] = [Number(values.port), Number(values.seed)]
  if (!Number.isInteger(port) || port < 0 || port > 65_000 || !Number.isInteger(seed))
    throw new Error('--port must be 0 to 65000, and --seed a whole number.')
  return { port, seed }
}

/** What a channel of the desk is connected with. */
interface RunningSandbox {
  readonly kind: PushedKind
  readonly settings: GivenSettings
  readonly credentials: Credentials
  readonly products: readonly Product[]
  close(): Promise<void>
}

/** Starts one with its products; `password` signs in. Rejects when the port is taken. */
async function startSandboxOf(
  kind: PushedKind,
  options: ServerOptions & { readonly password: string },
): Promise<RunningSandbox> {
  const { start, account, products: sold } = SANDBOXES[kind]
  const { username, hotelCode, accountCode } = account
  const { url, close } = await start({ ...options, ...account })
  const answer = await fetch(`${url}/control/products`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sold),
  })
  if (!answer.ok) {
    await close()
    throw new Error(`The sandbox of ${kind} did not take its products: HTTP ${answer.status}.`)
  }
  return {
    kind,
    settings: {
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      hotelCode,
      ...(accountCode === undefined ? {} : { accountCode }),
    },
    credentials: { username, password: options.password },
    products: sold,
    close,
  }
}

const running: RunningSandbox[] = []
let isStopping = false
async function stop(code: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  await Promise.allSettled(running.map((sandbox) => sandbox.close()))
  process.exit(code)
}
process.once('SIGTERM', () => void stop(0))
process.once('SIGINT', () => void stop(0))

try {
  const { port, seed } = optionsOf(process.argv.slice(2))
  for (const [index, kind] of PUSHED_KIND_NAMES.entries()) {
    const sandbox = await startSandboxOf(kind, {
      port: port === 0 ? 0 : port + index,
      seed,
      password: randomBytes(9).toString('base64url'),
      report: (error) => console.error(error),
    })
    running.push(sandbox)
    const { settings, credentials, products } = sandbox
    process.stdout.write(`${JSON.stringify({ kind, ...settings, ...credentials, products })}\n`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  console.error(USAGE)
  await stop(2)
}
