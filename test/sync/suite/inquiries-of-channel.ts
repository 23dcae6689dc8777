/** What every kind of channel answers to a connection test, on a good day and on bad ones; its sandbox over real HTTP. */
import { expect, test } from 'vitest'
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import type { InquiryAnswer } from '../../../shared/contract/channel-inquiry.ts'
import { channelAdapters } from '../../../sync/adapters.ts'
import { inquire } from '../../../sync/engine/inquiry.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import { systemClock } from '../../../sync/sandbox/system-clock.ts'
import { type ChannelUnderTest, productsOf } from './channel-day.ts'
import { sandboxControl } from './sandbox-control.ts'

const BAD_DAYS = [
  ['unauthorized', 'refused'],
  ['serverError', 'busy'],
  ['rateLimited', 'busy'],
  ['garbage', 'strange'],
  ['timeout', 'unreachable'],
  ['truncated', 'unreachable'],
] as const

const system = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms, signal ?? new AbortController().signal),
}

export function testsOfInquiries(channel: ChannelUnderTest): void {
  const adapter = channelAdapters[channel.kind]
  test('a connection test says in one word what is wrong, and the list of products is its own', async () => {
    const server = await channel.start({ now: () => Date.now(), sleep: systemClock.sleep })
    const http = new ChannelHttp()
    const ask = (what: 'probe' | 'products', url = server.url): Promise<InquiryAnswer> => {
      const settings = {
        ...channel.settings,
        ariBaseUrl: url,
        reservationsBaseUrl: url,
        requestTimeoutMs: 500,
      }
      const connection = {
        channelId: 'asked',
        kind: channel.kind,
        name: channel.kind,
        currency: 'EUR',
        settings: settingsOfKind(channel.kind, settings),
        credentials: channel.credentials,
        lanes: [],
      }
      const ports = { http, clock: system }
      return inquire({ ask: what, connection }, adapter, ports, new AbortController().signal)
    }
    try {
      const sandbox = sandboxControl(server.url)
      await sandbox.setProducts(productsOf(channel))
      if (adapter.probe === undefined && adapter.queues.length === 0) {
        expect(await ask('probe')).toEqual({ result: 'notTestable' })
        return
      }
      expect(await ask('probe')).toEqual({ result: 'works', waiting: 0 })
      for (const [kind, reason] of BAD_DAYS) {
        await sandbox.setFaults([{ kind, retryAfterSeconds: 0 }])
        expect([kind, await ask('probe')]).toMatchObject([kind, { result: 'failed', reason }])
      }
      await sandbox.setFaults([])
      const listed = await ask('products')
      if (adapter.products === undefined) expect(listed).toEqual({ result: 'noList' })
      else {
        const rooms = listed.result === 'products' ? listed.rooms : []
        const codes = rooms.map(({ code, name, rates }) => [code, name, rates.map((rate) => rate.code)])
        expect(codes).toEqual(productsOf(channel).map((each) => [each.roomCode, each.name, each.rateCodes]))
      }
      expect(server.bugs).toEqual([])
    } finally {
      await server.close()
    }
    expect(await ask('probe')).toMatchObject({ result: 'failed', reason: 'unreachable' })
    await http.close()
  }, 60_000)
}
