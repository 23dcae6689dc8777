/** A sync process for the supervisor's tests: speaks the real link, claims on command, and can refuse to end. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { SyncLinkContract } from '../../shared/contract/sync-link.ts'
import { hostPort } from '../../sync/process-port.ts'

const port = await hostPort()
if (port === null) throw new Error('the stub runs only as the child of a host')
const client: ContractRouterClient<SyncLinkContract> = createORPCClient(new RPCLink({ port }))
process.on('disconnect', () => process.exit(0))

const hints = await client.hints()
await client.claim({
  channelId: JSON.stringify({ argv: process.argv.slice(2), env: Object.keys(process.env) }),
  lane: 'hello',
  maxRanges: 1,
})
for await (const hint of hints) await client.claim({ channelId: hint.kind, lane: 'hint', maxRanges: 1 })
