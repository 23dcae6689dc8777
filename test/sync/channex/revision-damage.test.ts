/** Booking revisions as nobody should write them: card data where none belong, and messages that were damaged. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inboundMessageSchema } from '../../../shared/snapshot.ts'
import { channexAdapter } from '../../../sync/channels/channex/adapter.ts'
import { maskJson } from '../../../sync/channels/json/card-masking.ts'
import { ChannelFailure } from '../../../sync/engine/ports.ts'
import { soak } from '../../soak.ts'
import { readsDamaged } from '../suite/damage.ts'
import { feed, pulled, revision, scripted } from './samples.ts'

describe('card data', () => {
  test('stay behind: nothing of the guarantee but the last four digits of the card', async () => {
    const text = JSON.stringify(await pulled(revision({ raw_message: '<cvc>737</cvc>' })))
    expect(text).toContain('****1111')
    expect(text).not.toMatch(/4111.?1111|737|10\/2028|Channex User|6755/)
  })

  test('are masked wherever they stand: in fields of any name, numbers, names of fields, and deep below', () => {
    const card = '5555 5555 5555 4444'
    const masked = JSON.stringify(
      maskJson({
        any: { deep: [card, 5_555_555_555_554_444, { cvc: 123, card_number: card }] },
        [card]: 1,
        payment_card: { holder: 'Ada', list: ['x', 7] },
        plain: ['9996013801', 184, true, null],
      }),
    )
    expect(masked).not.toMatch(/5555.?5555|123|Ada/)
    expect(masked).toContain('"plain":["9996013801",184,true,null]')
    const odd = maskJson(JSON.parse('{"__proto__":{"polluted":true}}')) as { polluted?: boolean }
    expect([odd.polluted, Object.keys(odd)]).toEqual([undefined, ['__proto__']])
  })

  test('no card number of a message is kept, whichever field it is in', async () => {
    const fields = ['notes', 'ota_name', 'unique_id', 'arrival_hour', 'meta', 'agent', 'secondary_ota']
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fields),
        fc.constantFrom('4111111111111111', '5555-5555-5555-4444', '3782 822463 10005'),
        fc.string(),
        async (field, card, around) => {
          const safe = around.replace(/\d/g, '')
          const [only] = await pulled(revision({ [field]: `${safe}${card}${safe}` }))
          expect(JSON.stringify(only)).not.toContain(card)
        },
      ),
    )
  })
})

/** Any value in the place of any field: stays JSON, so that it comes past the first look. */
const replaced = fc
  .tuple(
    fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    fc.array(fc.jsonValue(), { minLength: 3, maxLength: 3 }),
  )
  .map(([places, values]) => {
    const root = JSON.parse(feed([revision(), revision({ status: 'modified' }, {}, 'r-2')])) as object
    places.forEach((place, index) => {
      const slots: [Record<string, unknown>, string][] = []
      const walk = (object: object) => {
        for (const [name, value] of Object.entries(object)) {
          slots.push([object as Record<string, unknown>, name])
          if (typeof value === 'object' && value !== null) walk(value)
        }
      }
      walk(root)
      const slot = slots[place % Math.max(1, slots.length)]
      if (slot !== undefined) slot[0][slot[1]] = values[index]
    })
    return JSON.stringify(root)
  })

async function read(body: string): Promise<'read' | 'unreadable'> {
  const { context } = scripted((_, number) => ({ body: number === 1 ? body : feed([]) }))
  let outcome: 'read' | 'unreadable' = 'read'
  for (const { message, receipt } of await channexAdapter.fetch('revisions', context)) {
    expect(inboundMessageSchema.safeParse(message).error?.issues).toBeUndefined()
    expect((message.snapshot === null) === (message.unreadable !== null)).toBe(true)
    expect(Array.isArray(JSON.parse(receipt))).toBe(true)
    if (message.unreadable !== null) outcome = 'unreadable'
  }
  return outcome
}
const isPassing = (error: unknown) => error instanceof ChannelFailure && !error.stop

test('damaged messages: each is read, kept with a reason or refused as a whole, and never more', async () => {
  const wholes = [{}, { status: 'cancelled' }].map((change) =>
    feed([revision(change), revision({ booking_id: 'b-2' }, {}, 'r-2')]),
  )
  const counts = await readsDamaged(wholes, read, isPassing)
  expect(counts.unreadable).toBeGreaterThan(20)
  expect(counts.refused).toBeGreaterThan(50)
})

test('any value in the place of any field: the same', async () => {
  await fc.assert(
    fc.asyncProperty(replaced, async (body) => {
      try {
        await read(body)
      } catch (error) {
        if (!isPassing(error)) throw error
      }
    }),
    { numRuns: soak ? 50_000 : 500 },
  )
})

test('a million levels of nesting end no process', async () => {
  const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`
  const body = feed([revision()]).replace('"A quiet room. My card is 4111 1111 1111 1111."', deep)
  const [only] = await channexAdapter.fetch('revisions', scripted(() => ({ body })).context)
  expect(only?.message.unreadable).toBeNull()
  expect(only?.message.rawMasked.length).toBeLessThan(10_000)
})
