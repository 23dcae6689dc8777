/** What a portal posts by itself, and messages that were damaged on their way. */
import { describe, expect, test } from 'vitest'
import { inboundMessageSchema } from '../../../shared/snapshot.ts'
import { alpinebitsAdapter } from '../../../sync/channels/alpinebits/adapter.ts'
import { ChannelFailure } from '../../../sync/engine/ports.ts'
import { readsDamaged } from '../suite/damage.ts'
import { form, property, pushed, request, retrieved } from './portal.ts'
import { scripted } from './scripted.ts'

describe('what a portal pushes', () => {
  test('is read in its order, out of its form or alone', () => {
    const message = pushed(request(), request({ status: 'Modify' }))
    const read = alpinebitsAdapter.readPosted(
      'alpinebits',
      form('OTA_HotelResNotif:GuestRequests', message),
      property,
    )
    expect(read.map(({ kind, unreadable }) => [kind, unreadable])).toEqual([
      ['new', null],
      ['modified', null],
    ])
    expect(alpinebitsAdapter.readPosted('OTA_HotelResNotif', message, property)).toEqual(read)
  })

  test.each([
    ['another action', 'x', form('OTA_HotelResNotif:GuestRequests_StatusUpdate', pushed(request()))],
    ['a form without a message', 'x', form('OTA_HotelResNotif:GuestRequests', '')],
    ['another message', 'OTA_HotelResNotif', retrieved(request())],
    ['another address', 'OTA_CancelRQ', pushed(request())],
    ['half a form', 'x', form('OTA_HotelResNotif:GuestRequests', pushed(request())).slice(0, 400)],
    ['a doctype', 'OTA_HotelResNotif', `<!DOCTYPE x>${pushed(request())}`],
    ['garbage', 'OTA_HotelResNotif', '--'],
    ['nothing', 'OTA_HotelResNotif', ''],
  ])('is refused where it is %s', (_, action, body) => {
    expect(() => alpinebitsAdapter.readPosted(action, body, property)).toThrow(ChannelFailure)
  })
})

test('damaged answers and forms are read, kept with a reason, or refused as a whole', async () => {
  const cancelled = request({ id: 'ab-3', status: 'Cancelled' })
  const wholes = [
    form('OTA_HotelResNotif:GuestRequests', pushed(request())),
    retrieved(request(), request({ id: 'ab-2', status: 'Modify' })),
    retrieved(request(), cancelled),
  ]
  // One connection for all, so that its handshake is made once.
  const answer = { body: '' }
  const { context } = scripted(answer)
  const counts = await readsDamaged(
    wholes,
    async (body) => {
      answer.body = body
      const messages = body.startsWith('--')
        ? alpinebitsAdapter.readPosted('x', body, property)
        : (await alpinebitsAdapter.fetch('guest_requests', context)).map(({ message }) => message)
      for (const message of messages) {
        inboundMessageSchema.parse(message)
        expect(JSON.stringify(message)).not.toContain('4111111111111111')
      }
      return messages.some(({ snapshot }) => snapshot === null) ? 'unreadable' : 'read'
    },
    (thrown) => thrown instanceof ChannelFailure,
  )
  expect(Object.keys(counts).toSorted()).toEqual(['read', 'refused', 'unreadable'])
})
