import { expect, test } from 'vitest'
import { INQUIRY_WITHIN_MS } from '../../../sync/engine/inquiry.ts'
import { ChannelFailure } from '../../../sync/engine/ports.ts'
import { connectionOf, messageOf, play } from './scripted-channel.ts'

const probe = (inquiryId: string) =>
  ({ kind: 'inquiry', inquiryId, ask: 'probe', connection: connectionOf({ hotelCode: '2' }) }) as const

test('a connection test fetches once, keeps nothing of it and confirms nothing', async () => {
  const { clock, desk, channel } = await play({
    prepare: ({ channel }) => {
      channel.queues = ['new', 'modified']
    },
  })
  await clock.pass(1_000)
  const before = { fetched: channel.fetched.length, events: desk.events.length }
  channel.deliver = () => [messageOf('A'), messageOf('B')]
  desk.hint(probe('i1'))
  await clock.pass(50)
  expect(desk.answered).toEqual([{ inquiryId: 'i1', answer: { result: 'works', waiting: 2 } }])
  expect(channel.fetched.slice(before.fetched).map(({ queue }) => queue)).toEqual(['new'])
  expect(desk.events.slice(before.events)).toEqual([])
  expect(channel.acknowledged).toEqual([])
})

test('a channel that keeps one waiting is given up in time, and lanes go on meanwhile', async () => {
  const { clock, desk, channel } = await play({
    prepare: ({ channel }) => {
      channel.queues = ['new']
    },
  })
  await clock.pass(100)
  channel.latencyMs = 600_000
  channel.deliver = () => {
    throw new ChannelFailure('Aborted', 'given up')
  }
  desk.hint(probe('i1'))
  await clock.pass(INQUIRY_WITHIN_MS - 1)
  expect(desk.answered).toEqual([])
  await clock.pass(2)
  expect(desk.answered).toMatchObject([{ answer: { result: 'failed', reason: 'unreachable' } }])
})

test('a channel without queues is not asked, and one without a list says so', async () => {
  const { clock, desk, channel } = await play()
  desk.hint(probe('i1'))
  desk.hint({ ...probe('i2'), ask: 'products' })
  await clock.pass(100)
  expect(desk.answered.map(({ answer }) => answer)).toEqual([{ result: 'notTestable' }, { result: 'noList' }])
  expect(channel.fetched).toEqual([])
})
