/** A network that answers as a test wants it, and the ranges that tests of adapters send. */
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import { type Http, type HttpAnswer, HttpFailure, type HttpRequest } from '../../../sync/engine/ports.ts'

/** A function writes the body for the one that was sent. */
export type Script = Partial<HttpAnswer> | HttpFailure | string | ((body: string) => string)

/**
 * Answers in turn, the last one for good; keeps what was asked.
 * @param wrap what a text becomes as a body; itself by default
 * @param apart answers of requests that do not count, such as a handshake
 */
export function scriptedHttp(
  answers: Script | readonly Script[],
  options: {
    readonly wrap?: (text: string) => string
    readonly apart?: (request: HttpRequest) => Script | null
  } = {},
): { http: Http; requests: HttpRequest[] } {
  const script = Array.isArray(answers) ? [...(answers as readonly Script[])] : [answers as Script]
  const requests: HttpRequest[] = []
  const wrap = options.wrap ?? ((text) => text)
  const http: Http = {
    request(request) {
      requests.push(request)
      const next = options.apart?.(request) ?? ((script.length > 1 ? script.shift() : script[0]) as Script)
      if (next instanceof HttpFailure) return Promise.reject(next)
      const written = typeof next === 'function' ? next(request.body ?? '') : next
      const answer = typeof written === 'string' ? { body: wrap(written) } : written
      return Promise.resolve({ status: 200, headers: {}, body: '', ...answer })
    },
  }
  return { http, requests }
}

export const day = (text: string) => text as IsoDate

/** Builds ranges of a double and its flexible rate, from 10 June on. */
export function rangesFor({ double, flexible, to }: { double: string; flexible: string; to?: string }) {
  const range = (part: Partial<SendRange>): SendRange => ({
    facet: 'availability',
    roomTypeId: 'type-1',
    roomCode: double,
    ratePlanId: null,
    rateCode: null,
    from: day('2027-06-10'),
    to: day(to ?? '2027-06-15'),
    value: '3',
    ...part,
  })
  const ofRate = (facet: 'price' | 'restrictions', value: string, rateCode: string, roomCode: string) =>
    range({ facet, value, roomCode, rateCode, ratePlanId: 'plan-1' })
  return {
    range,
    rooms: (count: number, roomCode = double) => range({ value: String(count), roomCode }),
    prices: (amounts: number[], rateCode = flexible, roomCode = double) =>
      ofRate('price', JSON.stringify(amounts), rateCode, roomCode),
    restricted: (value: string, rateCode = flexible, roomCode = double) =>
      ofRate('restrictions', value, rateCode, roomCode),
  }
}
