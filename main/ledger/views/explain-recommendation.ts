/** One night's recommendation with its steps, its booking curve, and what other prices would bring. */
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { elasticityOf, priceOptions } from '../../../shared/rates/recommend/elasticity.ts'
import { type PastNight, pastNight, soldAt } from '../../../shared/rates/recommend/past-night.ts'
import { type OpenNight, recommend, usualSold } from '../../../shared/rates/recommend/recommend.ts'
import { hundredths } from '../../../shared/rates/recommend/statistics.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Decision } from '../pricing/decision-rows.ts'
import type { RecommendationBasis } from '../pricing/recommendation-basis.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

type Explain = LedgerQueries['explainRecommendation']
type Explained = ReturnType<Explain>

const CURVE_DAYS = 90
/** Where the price may stay, others are shown so far apart. */
const OPTION_PERCENT = 5

/** The recommended price, the current one, one between them, and two that go further; five in all unless the steps are too small. */
function optionPrices(recommendedMinor: number, currentMinor: number, roundToMinor: number): number[] {
  const apart = (recommendedMinor - currentMinor) / 2
  const wanted = apart === 0 ? (recommendedMinor * OPTION_PERCENT) / 100 : apart
  const step = Math.sign(wanted) * Math.max(1, Math.round(Math.abs(wanted) / roundToMinor)) * roundToMinor
  const prices =
    apart === 0
      ? [-2, -1, 0, 1, 2].map((steps) => recommendedMinor + steps * step)
      : [currentMinor, ...[-1, 0, 1, 2].map((steps) => recommendedMinor + steps * step)]
  return [...new Set(prices)].filter((price) => price > 0).sort((one, other) => one - other)
}

/** What is told of a decision. */
export function decisionView(decision: Decision | undefined): Explained['decision'] {
  if (decision === undefined) return null
  const { recommendedMinor, decidedMinor, at, actor } = decision
  return { decision: decision.decision, recommendedMinor, decidedMinor, at, actor }
}

export function createRecommendationExplainer(
  basis: RecommendationBasis,
  { parts, journal }: Pick<QueryPorts, 'parts' | 'journal'>,
) {
  /** @throws DomainError UnknownRoomType, UnknownRatePlan, PlanFollowsParent, DateBeyondHorizon */
  return (reading: Reading, input: Parameters<Explain>[0]): Explained => {
    const { property, catalog } = reading
    const { date } = input
    const type = catalog.roomType(input.roomTypeId)
    const plan = basis.planOf(reading, input.ratePlanId)
    const range = { from: date, to: addDays(date, 1) }
    if (date < property.businessDate) {
      const message = `a night is priced from the business date ${property.businessDate} on`
      throw new DomainError('InvalidInput', { issues: [{ path: 'date', message }] })
    }
    const night = plan === undefined ? undefined : basis.nightsAsTheyStand(reading, plan, type, range).at(0)
    if (plan !== undefined && night === undefined)
      throw new DomainError('DateBeyondHorizon', { date, horizon: property.horizon })
    const nothing: Explained = {
      currency: property.currency,
      seq: journal.head().seq,
      decision: decisionView(parts.decisions.within(type.id, range).get(date)),
      ratePlanId: plan?.publicId ?? null,
      historyNights: 0,
      historyFrom: null,
      daysOut: night?.daysOut ?? 0,
      rooms: night?.rooms ?? 0,
      roomsLeft: night?.roomsLeft ?? 0,
      currentMinor: night?.currentMinor ?? null,
      recommendedMinor: null,
      steps: [],
      curve: [],
      options: [],
      elasticity: null,
    }
    if (plan === undefined || night === undefined) return nothing
    const known = basis.historyOf(reading, plan)
    const history = known.byType.get(type.id) ?? new Map<IsoDate, PastNight>()
    const rules = basis.rulesOf(type, input)
    const knownBefore = property.businessDate
    const events = basis.eventsWithin({ from: basis.lookedBack(reading).from, to: range.to })
    const found = recommend({ night, history, knownBefore, events, rules })
    const answer = { ...nothing, historyNights: known.nights, historyFrom: known.from }
    if (found.kind !== 'price') return answer
    const { comparable, recommendedMinor, steps } = found
    const booked =
      basis.read(reading, plan, range).byType.get(type.id)?.get(date) ?? pastNight(date, night.rooms, [])
    const currentMinor = night.currentMinor ?? recommendedMinor
    return {
      ...answer,
      recommendedMinor,
      steps: [...steps],
      curve: curveOf(night, booked, (daysOut) => usualSold(comparable, daysOut, night.rooms)),
      options: priceOptions(
        comparable,
        { ...night, roomsLeft: Math.max(0, night.roomsLeft), currentMinor },
        optionPrices(recommendedMinor, currentMinor, rules.roundToMinor),
      ),
      elasticity: rounded(elasticityOf(comparable, night.daysOut)),
    }
  }
}

function rounded(range: Explained['elasticity']): Explained['elasticity'] {
  if (range === null) return null
  return { low: hundredths(range.low), mid: hundredths(range.mid), high: hundredths(range.high) }
}

function curveOf(
  { daysOut: today }: OpenNight,
  booked: PastNight,
  usualAt: (daysOut: number) => NonNullable<Explained['elasticity']>,
): Explained['curve'] {
  return Array.from({ length: CURVE_DAYS + 1 }, (_, index) => {
    const daysOut = CURVE_DAYS - index
    const usual = usualAt(daysOut)
    return {
      daysOut,
      sold: daysOut < today ? null : soldAt(booked, daysOut),
      usual: { low: hundredths(usual.low), mid: hundredths(usual.mid), high: hundredths(usual.high) },
    }
  })
}
