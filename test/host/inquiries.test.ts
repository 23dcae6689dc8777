import { expect, test } from 'vitest'
import { ANSWER_WITHIN_MS, createInquiries, MOST_INQUIRIES } from '../../main/host/inquiries.ts'
import { mergedHints } from '../../main/host/sync-link.ts'
import type { Hint } from '../../shared/contract/sync-link.ts'
import { connectionOf } from '../sync/engine/scripted-channel.ts'
import { testClock } from './desk-under-test.ts'

const inquiry = { ask: 'probe', connection: connectionOf() } as const
const works = { result: 'works', waiting: 0 } as const

function open() {
  const clock = testClock()
  let count = 0
  const process = { isRunning: true }
  const inquiries = createInquiries(
    clock,
    () => `i${++count}`,
    () => process.isRunning,
  )
  const told: Hint[] = []
  return { clock, inquiries, process, told, listen: () => inquiries.onHint((hint) => told.push(hint)) }
}

test('an inquiry goes out as a hint, and its answer goes to whoever asked, once', async () => {
  const { inquiries, told, listen } = open()
  listen()
  const asked = inquiries.ask(inquiry)
  expect(told).toEqual([{ kind: 'inquiry', inquiryId: 'i1', ...inquiry }])
  inquiries.answer('another', { result: 'notTestable' })
  inquiries.answer('i1', works)
  inquiries.answer('i1', { result: 'notTestable' })
  expect(await asked).toEqual(works)
})

test('one who starts listening late hears what still waits, and nothing that was answered', async () => {
  const { inquiries, told, listen } = open()
  const first = inquiries.ask(inquiry)
  const second = inquiries.ask(inquiry)
  inquiries.answer('i1', works)
  await first
  listen()
  expect(told).toMatchObject([{ inquiryId: 'i2' }])
  inquiries.answer('i2', works)
  expect(await second).toEqual(works)
})

test('without a process, or without its answer in time, it is refused; too many at once are, too', async () => {
  const { clock, inquiries, process } = open()
  process.isRunning = false
  await expect(inquiries.ask(inquiry)).rejects.toMatchObject({ code: 'SyncUnavailable' })
  process.isRunning = true
  const asked = Array.from({ length: MOST_INQUIRIES }, () => inquiries.ask(inquiry))
  await expect(inquiries.ask(inquiry)).rejects.toMatchObject({ code: 'HostBusy' })
  const late = Promise.allSettled(asked)
  clock.advance(ANSWER_WITHIN_MS)
  for (const end of await late) expect(end).toMatchObject({ reason: { code: 'SyncUnavailable' } })
  // Their places are free again.
  const next = inquiries.ask(inquiry)
  inquiries.answer(`i${MOST_INQUIRIES + 1}`, works)
  expect(await next).toEqual(works)
})

test('merging hints loses no inquiry', () => {
  const hint: Hint = { kind: 'inquiry', inquiryId: 'i1', ...inquiry }
  const merged = mergedHints([hint, { kind: 'connections' }, { ...hint, inquiryId: 'i2' }])
  expect(merged.map((each) => (each.kind === 'inquiry' ? each.inquiryId : each.kind))).toEqual([
    'connections',
    'i1',
    'i2',
  ])
})
