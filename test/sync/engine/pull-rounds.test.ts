import { expect, test } from 'vitest'
import { ChannelFailure } from '../../../sync/engine/ports.ts'
import { play } from './scripted-channel.ts'

test('a fetch is told when the last complete round began, which a failed one is not', async () => {
  const problems: (ChannelFailure | null)[] = [new ChannelFailure('ServerError', 'down'), null, null]
  const { clock, channel } = await play({
    settings: { pullIntervalMs: 20_000 },
    prepare: ({ channel }) => {
      channel.queues = ['new']
      channel.deliver = (queue) => {
        const problem = queue === 'new' ? problems.shift() : null
        if (problem) throw problem
        return []
      }
    },
  })
  await clock.pass(120_000)
  const [first, second, third] = channel.fetched.filter(({ queue }) => queue === 'new')
  const offset = clock.now() - clock.monotonic()
  expect([first?.since, second?.since, third?.since]).toEqual([null, null, offset + second!.at])
})

test('a channel without reservations is asked for nothing, and its rounds end well, so that raises go out', async () => {
  const { clock, desk, channel } = await play()
  await clock.pass(1_000)
  expect(desk.events).toEqual(['begin p1', 'complete p1 ok'])
  expect(channel.fetched).toEqual([])
})
