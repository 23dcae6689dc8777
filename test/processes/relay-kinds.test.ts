/** Kinds of channel that post to a relay that dies, and to one that hands over to a real desk. */
import { expect, test } from 'vitest'
import { POSTING_KINDS } from '../../shared/channel-kinds/posting.ts'
import { opened, openMailbox } from '../relay/mailbox-desk.ts'
import { POSTING_SAMPLES, postAs } from '../relay/posting-kinds.ts'
import { connectSource, pairHotel, relayFolder, startRelay } from '../relay/relay-process.ts'

test('I8: what any kind was answered with success survives kill -9, and a repeat is recognised', async () => {
  const data = relayFolder()
  const relay = await startRelay(data)
  const hotel = await pairHotel(relay, data)
  const senders = await Promise.all(
    POSTING_KINDS.map(async (kind) => {
      const hook = await connectSource(relay, hotel, kind, kind)
      return { kind, hook, body: POSTING_SAMPLES[kind].message(`of ${kind}`, hook) }
    }),
  )
  const answers = await Promise.all(
    senders.map(({ kind, hook, body }) => postAs(kind, relay.url, hook, body)),
  )
  expect(answers.map(({ status }) => status)).toEqual(senders.map(() => 200))
  await relay.kill()
  const again = await startRelay(data, '--port', new URL(relay.url).port)
  for (const { kind, hook, body } of senders)
    expect((await postAs(kind, again.url, hook, body)).status).toBe(200)
  const desk = await openMailbox(again, hotel.token)
  const { messages, head } = await desk.read(0)
  expect(head).toBe(senders.length)
  expect(
    opened(hotel, messages)
      .map(({ body }) => body)
      .toSorted(),
  ).toEqual(senders.map(({ body }) => body).toSorted())
})
