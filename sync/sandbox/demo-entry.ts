/**
 * The demo hotel's further sandboxes in one process: says their addresses when all of them are ready, and ends with whoever started it.
 * `--currency EUR --sandboxes JSON`, a list of kind, database, port, hotel code and user name; all sign in with KEYRACK_SANDBOX_PASSWORD.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { startAgodaSandbox } from './agoda-sandbox.ts'
import { liveWithParent } from './child-life.ts'
import { startExpediaSandbox } from './expedia-sandbox.ts'
import type { Sandbox } from './sandbox-server.ts'
import { startSiteminderSandbox } from './siteminder-sandbox.ts'

const sandboxSchema = z.object({
  kind: z.enum(['agoda', 'expedia', 'siteminder']),
  db: z.string().min(1),
  port: z.number().int().min(0).max(65_535),
  hotelCode: z.string(),
  accountCode: z.string(),
  username: z.string(),
})
type Wanted = z.infer<typeof sandboxSchema>

interface Common {
  readonly password: string
  readonly currency: string
}

function start(wanted: Wanted, port: number, { password, currency }: Common): Promise<Sandbox> {
  const { db, hotelCode, accountCode, username } = wanted
  const options = { db, port, currency, report: (error: unknown) => console.error(error) }
  switch (wanted.kind) {
    case 'agoda':
      return startAgodaSandbox({ ...options, propertyId: hotelCode, key: password })
    case 'expedia':
      return startExpediaSandbox({ ...options, hotelCode, username, password })
    case 'siteminder':
      return startSiteminderSandbox({ ...options, hotelCode, username, password, requestorId: accountCode })
  }
}

const { values } = parseArgs({
  options: { currency: { type: 'string', default: 'EUR' }, sandboxes: { type: 'string', default: '[]' } },
})
const common = { password: process.env.KEYRACK_SANDBOX_PASSWORD ?? '', currency: values.currency }
const running: Sandbox[] = []
const urls: Record<string, string> = {}
for (const wanted of z.array(sandboxSchema).parse(JSON.parse(values.sandboxes))) {
  // The port of last time may belong to somebody else by now.
  const sandbox = await start(wanted, wanted.port, common).catch((error: unknown) => {
    if (wanted.port === 0) throw error
    return start(wanted, 0, common)
  })
  running.push(sandbox)
  urls[wanted.kind] = sandbox.url
}
liveWithParent(
  { urls },
  async () => {
    await Promise.allSettled(running.map((sandbox) => sandbox.close()))
  },
  (look) => void setInterval(look, 1_000).unref(),
)
