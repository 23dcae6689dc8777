import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MOST_INGESTED_TOGETHER } from '../../../sync/engine/limits.ts'
import { ChannelFailure } from '../../../sync/engine/ports.ts'
import { connectionOf, messageOf, play, type Scene } from './scripted-channel.ts'

/** A channel with both queues, each of which holds what is not acknowledged yet. */
async function pulled(
  options: Parameters<typeof play>[0] & { held?: Record<string, string[]> } = {},
): Promise<Scene & { held: Record<string, string[]> }> {
  const held = options.held ?? { new: [], modified: [] }
  const scene = await play({
    ...options,
    prepare: (parts) => {
      const { channel } = parts
      channel.queues = ['new', 'modified']
      channel.latencyMs = 0
      channel.deliver = (queue) => (held[queue] ?? []).map((ref) => messageOf(ref, queue))
      channel.onAcknowledge = () => {
        const { queue, receipts } = channel.acknowledged.at(-1)!
        held[queue] = (held[queue] ?? []).filter((ref) => !receipts.includes(`receipt-${ref}`))
      }
      options.prepare?.(parts)
    },
  })
  return { ...scene, held }
}

const fetchTimes = ({ channel }: Scene, queue = 'new') =>
  channel.fetched.filter((fetched) => fetched.queue === queue).map(({ at }) => at)

describe('a round', () => {
  test('I7: messages are ingested in order, and acknowledged only after their commit', async () => {
    const { desk } = await pulled({ held: { new: ['A', 'B'], modified: ['C'] } })
    expect(desk.events).toEqual([
      'begin p1',
      'ingest A applied',
      'ingest B applied',
      'ingest C applied',
      'complete p1 ok',
      'acknowledge new',
      'acknowledge modified',
    ])
  })

  test('I7: while the desk has not committed, nothing is acknowledged', async () => {
    const commit = Promise.withResolvers<void>()
    const { clock, channel } = await pulled({
      held: { new: ['A'], modified: [] },
      prepare: ({ desk }) => {
        desk.onCall = (procedure) => (procedure === 'ingest' ? commit.promise : undefined)
      },
    })
    await clock.pass(60_000)
    expect(channel.acknowledged).toEqual([])
    commit.resolve()
    await clock.pass(10)
    expect(channel.acknowledged.map(({ receipts }) => receipts)).toEqual([['receipt-A']])
  })

  test('an unreadable message is never acknowledged; every other outcome is', async () => {
    const outcomes = {
      A: 'applied',
      B: 'duplicate',
      C: 'unreadable',
      D: 'ignored',
      E: 'quarantined',
    } as const
    const { clock, channel, held } = await pulled({
      held: { new: ['A', 'B', 'C', 'D', 'E'], modified: [] },
      prepare: ({ desk }) => {
        desk.onIngest = ({ channelRef }) => outcomes[channelRef as keyof typeof outcomes]
      },
    })
    await clock.pass(120_000)
    const acknowledged = channel.acknowledged.flatMap(({ receipts }) => receipts)
    expect(acknowledged).toEqual(['receipt-A', 'receipt-B', 'receipt-D', 'receipt-E'])
    expect(held.new).toEqual(['C'])
  })

  test('a message that the desk fails on holds back its own reservation only', async () => {
    const { clock, desk, channel, held } = await pulled({
      held: { new: ['A', 'bad', 'B'], modified: ['bad', 'C'] },
      prepare: ({ desk }) => {
        desk.onIngest = ({ channelRef, queue }) => {
          // The later message could be taken, but would overtake the earlier one.
          if (channelRef === 'bad' && queue === 'new')
            throw Object.assign(new Error(), { code: 'INTERNAL_SERVER_ERROR' })
          return 'applied'
        }
      },
    })
    expect(desk.events).toEqual([
      'begin p1',
      'ingest A applied',
      'ingest B applied',
      'ingest C applied',
      'complete p1 INTERNAL_SERVER_ERROR',
      'acknowledge new',
      'acknowledge modified',
    ])
    await clock.pass(100_000)
    expect(held).toEqual({ new: ['bad'], modified: ['bad'] })
    // One bad message does not make the others wait for longer than the interval.
    expect(channel.fetched.filter(({ queue }) => queue === 'new').length).toBe(6)
    expect(channel.acknowledged.flatMap(({ receipts }) => receipts)).not.toContain('receipt-bad')
  })

  test('a desk too busy to answer ends the round; what was committed before is acknowledged', async () => {
    let asked = 0
    const references = Array.from({ length: MOST_INGESTED_TOGETHER + 2 }, (_, number) => `N${number}`)
    const { desk, held } = await pulled({
      held: { new: references, modified: ['C'] },
      prepare: ({ desk }) => {
        desk.onCall = (procedure) => {
          if (procedure === 'ingest' && ++asked === 2) throw Object.assign(new Error(), { code: 'Timeout' })
        }
      },
    })
    const asking = references.slice(0, MOST_INGESTED_TOGETHER)
    const committed = asking.filter((reference) => reference !== 'N1')
    expect(desk.events).toEqual([
      'begin p1',
      ...committed.map((reference) => `ingest ${reference} applied`),
      'acknowledge new',
    ])
    expect(held.new).toEqual(['N1', ...references.slice(MOST_INGESTED_TOGETHER)])
  })

  test('messages of different reservations wait for the desk together, those of one reservation for each other', async () => {
    const commit = Promise.withResolvers<void>()
    const { clock, desk } = await pulled({
      held: { new: ['A', 'B', 'A', 'C'], modified: [] },
      prepare: ({ desk }) => {
        desk.onCall = (procedure) => {
          if (procedure !== 'ingest') return undefined
          desk.events.push('asked')
          return commit.promise
        }
      },
    })
    expect(desk.events).toEqual(['begin p1', 'asked', 'asked'])
    commit.resolve()
    await clock.pass(10)
    expect(desk.events.slice(3, 9)).toEqual([
      'ingest A applied',
      'ingest B applied',
      'asked',
      'asked',
      'ingest A applied',
      'ingest C applied',
    ])
  })

  test('of one reservation said twice in one queue the later message does not overtake the one that failed', async () => {
    const { desk } = await pulled({
      held: { new: ['bad', 'bad', 'B'], modified: [] },
      prepare: ({ desk }) => {
        let isFirst = true
        desk.onIngest = ({ channelRef }) => {
          if (channelRef !== 'bad' || !isFirst) return 'applied'
          isFirst = false
          throw Object.assign(new Error(), { code: 'INTERNAL_SERVER_ERROR' })
        }
      },
    })
    expect(desk.events.slice(0, 3)).toEqual([
      'begin p1',
      'ingest B applied',
      'complete p1 INTERNAL_SERVER_ERROR',
    ])
  })

  test('of one huge answer a bounded part is taken, and the rest with the next rounds', async () => {
    const { clock, desk, held } = await pulled({
      held: { new: Array.from({ length: 2_300 }, (_, number) => `N${number}`), modified: [] },
    })
    expect(desk.events.filter((event) => event.startsWith('ingest')).length).toBe(1_000)
    expect(desk.events).toContain('complete p1 MoreMessages')
    await clock.pass(120_000)
    expect(held.new).toEqual([])
    expect(desk.events.at(-1)).toMatch(/^complete p\d+ ok$/)
  })
})

describe('rounds', () => {
  test('follow each other at the interval of the channel', async () => {
    const scene = await pulled({ settings: { pullIntervalMs: 20_000 } })
    await scene.clock.pass(60_000)
    expect(fetchTimes(scene)).toEqual([0, 20_000, 40_000, 60_000])
  })

  test('begin earlier after a hint, which is remembered during a round', async () => {
    const scene = await pulled()
    const { clock, desk, channel } = scene
    await clock.pass(7_000)
    channel.latencyMs = 100
    desk.hint({ kind: 'pull', channelId: 'c1' })
    await clock.pass(50)
    desk.hint({ kind: 'pull', channelId: 'c1' })
    await clock.pass(10_000)
    // The second hint came during the round of the first: its own begins a second after that one's end.
    expect(fetchTimes(scene)).toEqual([0, 7_000, 8_200])
  })

  test('never begin within the documented pause after an acknowledgement, whatever hints say', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 10_000 }),
        fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 30 }),
        async (pauseAfterAcknowledgeMs, gaps) => {
          const scene = await pulled({
            settings: { pauseAfterAcknowledgeMs, pullIntervalMs: 2_000 },
            held: { new: ['first'], modified: [] },
          })
          for (const [index, gapMs] of gaps.entries()) {
            await scene.clock.pass(gapMs)
            if (index % 2 === 0) scene.held.modified?.push(`M${index}`)
            scene.desk.hint({ kind: 'pull', channelId: 'c1' })
          }
          await scene.clock.pass(30_000)
          for (const { at } of scene.channel.acknowledged) {
            const next = scene.channel.fetched.find((fetched) => fetched.at > at)
            if (next) expect(next.at - at).toBeGreaterThanOrEqual(pauseAfterAcknowledgeMs)
          }
          const starts = fetchTimes(scene)
          for (const [index, at] of starts.slice(1).entries()) {
            expect(at - starts[index]!).toBeGreaterThanOrEqual(1_000)
          }
          expect(scene.held).toEqual({ new: [], modified: [] })
          await scene.engine.stop()
        },
      ),
      { numRuns: 40 },
    )
  })

  test('do not wait for the tokens of the lanes', async () => {
    const scene = await pulled({ settings: { requestsPerMinute: 1, pullIntervalMs: 1_000 } })
    await scene.clock.pass(10_000)
    expect(fetchTimes(scene).length).toBe(11)
  })
})

describe('failures', () => {
  const unavailable = () => {
    throw new ChannelFailure('Unavailable', 'HTTP 503')
  }

  test('a failed fetch is told to the desk and repeated after the interval or the backoff, never at once', async () => {
    const scene = await pulled({
      settings: { pullIntervalMs: 2_000, backoffBaseMs: 1_000, backoffMaxMs: 60_000 },
      prepare: ({ channel }) => {
        channel.deliver = unavailable
      },
    })
    for (let second = 0; second < 300; second += 1) {
      scene.desk.hint({ kind: 'pull', channelId: 'c1' })
      await scene.clock.pass(1_000)
    }
    const times = fetchTimes(scene)
    const waits = times.slice(1).map((at, index) => at - times[index]!)
    for (const [index, waitMs] of waits.entries()) {
      expect(waitMs).toBeGreaterThanOrEqual(2_000)
      expect(waitMs).toBeLessThanOrEqual(Math.max(2_000, Math.min(60_000, 1_000 * 2 ** index)))
    }
    expect(Math.max(...waits)).toBeGreaterThan(10_000)
    expect(scene.desk.events.slice(0, 2)).toEqual(['begin p1', 'complete p1 Unavailable'])
    // The queues must be fetched in order, so the second one is not asked.
    expect(fetchTimes(scene, 'modified')).toEqual([])
  })

  test('Retry-After is obeyed, and hints of that time are answered by the round that follows it', async () => {
    let failures = 1
    const scene = await pulled({
      prepare: ({ channel }) => {
        channel.deliver = () => {
          if (failures-- <= 0) return []
          throw new ChannelFailure('TooManyRequests', 'HTTP 429', { retryAfterMs: 90_000 })
        }
      },
    })
    await scene.clock.pass(50_000)
    scene.desk.hint({ kind: 'pull', channelId: 'c1' })
    await scene.clock.pass(70_000)
    expect(fetchTimes(scene)).toEqual([0, 90_000, 110_000])
  })

  test('I7: committed messages are acknowledged although a later queue failed', async () => {
    const { desk, channel } = await pulled({
      held: { new: ['A'], modified: [] },
      prepare: ({ channel }) => {
        const deliver = channel.deliver
        channel.deliver = (queue) => (queue === 'new' ? deliver(queue) : unavailable())
      },
    })
    expect(desk.events).toEqual([
      'begin p1',
      'ingest A applied',
      'complete p1 Unavailable',
      'acknowledge new',
    ])
    expect(channel.acknowledged.length).toBe(1)
  })

  test('a failed acknowledgement is repeated a few times, then told, and left to redelivery', async () => {
    const scene = await pulled({
      held: { new: ['A'], modified: [] },
      settings: { backoffBaseMs: 100, backoffMaxMs: 1_000 },
      prepare: ({ channel }) => {
        const accept = channel.onAcknowledge
        channel.onAcknowledge = () => {
          if (channel.acknowledged.length <= 4) throw new ChannelFailure('Unavailable', 'HTTP 500')
          accept()
        }
      },
    })
    await scene.clock.pass(10_000)
    expect(scene.channel.acknowledged.length).toBe(3)
    expect(scene.desk.events.slice(-2)).toEqual(['begin p2', 'complete p2 Unavailable'])
    await scene.clock.pass(60_000)
    expect(scene.channel.acknowledged.length).toBe(5)
    expect(scene.held.new).toEqual([])
    expect(scene.desk.events.at(-1)).toMatch(/ok$/)
  })

  test('refused credentials stop the pull until someone acts on the connections', async () => {
    const scene = await pulled({
      prepare: ({ channel }) => {
        channel.deliver = () => {
          throw new ChannelFailure('LoginRefused', 'HTTP 401', { stop: true })
        }
      },
    })
    for (let minute = 0; minute < 60; minute += 1) {
      scene.desk.hint({ kind: 'pull', channelId: 'c1' })
      await scene.clock.pass(60_000)
    }
    expect(fetchTimes(scene)).toEqual([0])
    scene.channel.deliver = () => []
    scene.desk.listed = [{ ...connectionOf(), credentials: { username: 'machine', password: 'right' } }]
    scene.desk.hint({ kind: 'connections' })
    await scene.clock.pass(100)
    expect(fetchTimes(scene).length).toBe(2)
    expect(scene.desk.events.at(-1)).toBe('complete p2 ok')
  })

  test('corrected credentials are the next to be tried: neither once more the old ones, nor none at all', async () => {
    const right = { username: 'machine', password: 'right' }
    const tried: string[] = []
    const scene = await pulled({
      prepare: ({ channel }) => {
        channel.latencyMs = 500
        const { fetch } = channel
        channel.fetch = (queue, context) => {
          tried.push(context.connection.credentials.password)
          return fetch.call(channel, queue, context)
        }
        channel.deliver = () => {
          if (tried.at(-1) === right.password) return []
          throw new ChannelFailure('LoginRefused', 'HTTP 401', { stop: true })
        }
      },
    })
    const before = tried.length
    expect(before, 'the first round is under way').toBe(1)
    // Corrected while the old ones are being refused.
    scene.desk.listed = [{ ...connectionOf(), credentials: right }]
    scene.desk.hint({ kind: 'connections' })
    await scene.clock.pass(60_000)
    expect(tried.slice(before).length).toBeGreaterThan(1)
    expect(new Set(tried.slice(before))).toEqual(new Set([right.password]))
  })

  test('a bug of the adapter is told without what it quotes', async () => {
    const scene = await pulled({
      prepare: ({ channel, desk }) => {
        desk.completePull = async (_, pullId, error) => {
          desk.events.push(`complete ${pullId} ${JSON.stringify(error)}`)
        }
        channel.deliver = () => {
          throw new TypeError('cannot read Mrs Guest')
        }
      },
    })
    expect(scene.desk.events[1]).toContain('AdapterFault')
    expect(scene.desk.events.join()).not.toContain('Mrs Guest')
  })
})
