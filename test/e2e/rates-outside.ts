/** Prices and restrictions of the demo hotel seen from outside of any window: the desk's API and the sandbox's own word. */
import { randomUUID } from 'node:crypto'
import { DEMO_RATE_PLANS } from '../../main/host/demo-hotel.ts'
import type { RestrictionsValue } from '../../shared/cells.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import type { RateChange } from '../../shared/rate-change.ts'
import { restCaller } from '../processes/callers.ts'
import type { RunningDesk } from './desk-fixture.ts'

const ANSWER_WITHIN_MS = 15_000

export interface RateRow {
  readonly plan: 'FLEX' | 'NRF'
  readonly type: string
}

interface Day {
  readonly date: string
  readonly prices: number[]
  readonly restrictions: RestrictionsValue
}

export function ratesOutside({ url, token, outside }: RunningDesk) {
  const idOf = (code: string) => outside.hotel.ratePlans.find((plan) => plan.code === code)!.id
  const days = async ({ plan, type }: RateRow, from: IsoDate, to: IsoDate): Promise<Day[]> => {
    const ids = `ratePlanId=${idOf(plan)}&roomTypeId=${outside.roomType(type).id}`
    const response = await fetch(`${url}/api/rates?${ids}&from=${from}&to=${to}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    if (!response.ok) throw new Error(`rates answered ${response.status}: ${await response.text()}`)
    return ((await response.json()) as { days: Day[] }).days
  }
  return {
    days,
    /** Plans whose price is this one's or follows it: other tests of the desk add some. */
    async familySize(code: RateRow['plan']): Promise<number> {
      const { ratePlans } = ((await outside.ask('/property')) as { hotel: typeof outside.hotel }).hotel
      const family = (id: string): number =>
        ratePlans
          .filter(({ active, parent }) => active && parent?.ratePlanId === id)
          .reduce((sum, plan) => sum + family(plan.id), 1)
      return family(idOf(code))
    },
    /** Minor units for so many adults, by the ledger, night by night. */
    prices: async (row: RateRow, from: IsoDate, to: IsoDate, adults = 2): Promise<(number | undefined)[]> =>
      (await days(row, from, to)).map(({ prices }) => prices[Math.min(adults, prices.length) - 1]),
    /** What the sandbox would sell the night for, by its own control API. */
    async shownPrice({ plan, type }: RateRow, date: IsoDate, adults = 2): Promise<number | null | undefined> {
      const { prices } = await outside.sandbox.state(date, addDays(date, 1))
      const rateCode = DEMO_RATE_PLANS.find((each) => each.code === plan)!.rateCode
      const row = prices.find(
        (each) => each.roomCode === outside.roomCode(type) && each.rateCode === rateCode,
      )
      return row?.amounts[adults - 1]
    },
    async shownRestrictions({ plan, type }: RateRow, date: IsoDate) {
      const { restrictions } = await outside.sandbox.state(date, addDays(date, 1))
      const rateCode = DEMO_RATE_PLANS.find((each) => each.code === plan)!.rateCode
      return restrictions.find(
        (each) => each.roomCode === outside.roomCode(type) && each.rateCode === rateCode,
      )
    },
    /** A colleague changes prices by REST; a refusal fails the test. */
    async change({ plan, type }: RateRow, from: IsoDate, to: IsoDate, price: RateChange) {
      const answer = await restCaller(url, token).call('rates.change', {
        // Other tests of this desk have colleagues, too.
        idempotencyKey: `colleague-rates-${randomUUID()}`,
        blocks: [{ ratePlanId: idOf(plan), roomTypeId: outside.roomType(type).id, from, to }],
        price,
      })
      if (answer.kind !== 'done') throw new Error(`rates.change: ${JSON.stringify(answer)}`)
      return answer
    },
  }
}
