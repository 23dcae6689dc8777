/** Runs in a worker thread: speaks the contract over the port it was given and reports what it saw. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { createORPCClient, safe } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { DeskClient } from './desk-client.ts'

const { port, input } = workerData as { port: MessagePort; input: never }
const client: DeskClient = createORPCClient(new RPCLink({ port }))
port.start()

const report = (name: string, value: unknown) => parentPort?.postMessage({ name, value })
/** What of an error survives the way to the main thread. */
const plain = (error: unknown) => JSON.parse(JSON.stringify(error)) as unknown

report('who', await client.session.who())
const [refused] = await safe(client.reservations.create(input))
report('refused', plain(refused))
const [forbidden] = await safe(client.property.openDemo({ idempotencyKey: 'not-allowed' }))
report('forbidden', plain(forbidden))
const stream = await client.events.changed()
report('event', (await stream.next()).value)
report('subscribed', true)
report('event', (await stream.next()).value)
parentPort?.once('message', () => port.close())
