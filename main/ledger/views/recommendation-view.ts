/** What nights should cost by the hotel's own history, and what that would have earned in the past. */
import { addDays, earlierOf, laterOf, nightsOf, weekday } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { backTestTotals, replayNight } from '../../../shared/rates/recommend/back-test.ts'
import { MOST_DAYS_BACK } from '../../../shared/rates/recommend/comparable.ts'
import { mainStepOf, recommend } from '../../../shared/rates/recommend/recommend.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Decision } from '../pricing/decision-rows.ts'
import { createRecommendationBasis } from '../pricing/recommendation-basis.ts'
import { createRecommendationExplainer, decisionView } from './explain-recommendation.ts'
import type { QueryPorts } from './query-ports.ts'
import { checkViewRange, type Reading } from './reading.ts'

const MOST_RECOMMENDED_DAYS = 120
const MOST_REPLAYED_DAYS = 366
/** The first look at a night of the past. */
const FIRST_LOOK_DAYS = 30

type Input = Parameters<LedgerQueries['recommendations']>[0]
type Recommendations = ReturnType<LedgerQueries['recommendations']>
type BackTest = ReturnType<LedgerQueries['backTest']>

/** Of what was recommended when it was ignored: a recommendation that is further from it is a new one. */
const IGNORED_WITHIN_PERCENT = 5

/** What was decided about a night before, and whether that still holds for what is recommended now. */
function decided(
  decision: Decision | undefined,
  recommendedMinor: number,
): Pick<Recommendations['rows'][number], 'state' | 'decision'> {
  const isIgnored =
    decision?.decision === 'ignored' &&
    Math.abs(recommendedMinor - decision.recommendedMinor) * 100 <=
      IGNORED_WITHIN_PERCENT * decision.recommendedMinor
  return { state: isIgnored ? 'ignored' : 'open', decision: decisionView(decision) }
}

export function createRecommendationView(ports: QueryPorts) {
  const basis = createRecommendationBasis(ports)
  return {
    /** @throws DomainError RangeTooLong, UnknownRatePlan, PlanFollowsParent */
    recommendations(reading: Reading, input: Input): Recommendations {
      checkViewRange(input, MOST_RECOMMENDED_DAYS)
      const { property, catalog } = reading
      const plan = basis.planOf(reading, input.ratePlanId)
      const found: Recommendations = {
        currency: property.currency,
        seq: ports.journal.head().seq,
        ratePlanId: plan?.publicId ?? null,
        historyNights: 0,
        historyFrom: null,
        rows: [],
        unchanged: 0,
        tooLittleHistory: 0,
      }
      const range = {
        from: laterOf(input.from, property.businessDate),
        to: earlierOf(input.to, property.horizon),
      }
      if (plan === undefined || range.from >= range.to) return found
      const knownBefore = property.businessDate
      const looked = basis.lookedBack(reading)
      const history = basis.historyOf(reading, plan)
      const events = basis.eventsWithin({ from: looked.from, to: range.to })
      for (const type of catalog.roomTypes.all) {
        const rules = basis.rulesOf(type, input)
        const nights = history.byType.get(type.id) ?? new Map()
        const decisions = ports.parts.decisions.within(type.id, range)
        for (const night of basis.nightsAsTheyStand(reading, plan, type, range)) {
          const { currentMinor } = night
          if (currentMinor === null || night.roomsLeft <= 0) continue
          const asked = recommend({ night, history: nights, knownBefore, events, rules })
          if (asked.kind === 'too_little_history') found.tooLittleHistory++
          else if (Math.abs(asked.recommendedMinor - currentMinor) < rules.roundToMinor) found.unchanged++
          else
            found.rows.push({
              roomTypeId: type.publicId,
              date: night.date,
              daysOut: night.daysOut,
              roomsLeft: night.roomsLeft,
              currentMinor,
              recommendedMinor: asked.recommendedMinor,
              mainStep: mainStepOf(asked.steps),
              ...decided(decisions.get(night.date), asked.recommendedMinor),
            })
        }
      }
      // Stable, so that types keep their order within a night.
      found.rows.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
      return { ...found, historyNights: history.nights, historyFrom: history.from }
    },

    explain: createRecommendationExplainer(basis, ports),

    /** @throws DomainError RangeTooLong, UnknownRatePlan, PlanFollowsParent */
    backTest(reading: Reading, input: Input): BackTest {
      checkViewRange(input, MOST_REPLAYED_DAYS)
      const { property, catalog } = reading
      if (input.to > property.businessDate) {
        const message = `a night can be replayed when it is over: not after the business date ${property.businessDate}`
        throw new DomainError('InvalidInput', { issues: [{ path: 'to', message }] })
      }
      const plan = basis.planOf(reading, input.ratePlanId)
      const looked = { from: addDays(input.from, -MOST_DAYS_BACK - FIRST_LOOK_DAYS), to: input.to }
      const history =
        plan === undefined
          ? { byType: new Map<number, never>(), from: null, nights: 0 }
          : basis.read(reading, plan, looked)
      const events = basis.eventsWithin(looked)
      const counts = { nights: 0, tooLittleHistory: 0, nightsAtFloor: 0, nightsAtCeiling: 0 }
      const replayed = catalog.roomTypes.all.flatMap((type) => {
        const rules = basis.rulesOf(type, input)
        const nights = history.byType.get(type.id)
        return nightsOf(input).flatMap((date) => {
          const night = nights?.get(date)
          if (nights === undefined || night === undefined) return []
          const found = replayNight({ history: nights, events, rules }, night)
          const last = found.prices.at(-1)?.recommendedMinor
          if (last === undefined) counts.tooLittleHistory++
          else counts.nights++
          if (last !== undefined && last === rules.floorMinor) counts.nightsAtFloor++
          if (last !== undefined && last === rules.ceilingMinor) counts.nightsAtCeiling++
          return [found]
        })
      })
      return {
        currency: property.currency,
        ratePlanId: plan?.publicId ?? null,
        historyNights: history.nights,
        historyFrom: history.from,
        ...backTestTotals(replayed, (date) => laterOf(input.from, addDays(date, 1 - weekday(date)))),
        ...counts,
      }
    },
  }
}
