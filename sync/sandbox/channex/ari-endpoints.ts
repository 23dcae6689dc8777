/** The two endpoints that receive values: each change is taken or refused by itself, and the answer is always "Success". */
import { addDays, isIsoDate, weekday } from '../../../shared/dates.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'
import { nightsOfChange, type Place, type Problems, planOfChange, roomsOfChange } from './ari-changes.ts'
import { json, refusal } from './json-answer.ts'
import { type ChannexStock, nightsThrough } from './stock.ts'

type Source = Readonly<Record<string, unknown>>
const DAY_NAMES = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']

export type AriEndpoint = 'availability' | 'restrictions'

/** Changes in the body, for the log; 0 when it cannot be told. */
export function countChanges(body: string): number {
  return body.match(/"property_id"/g)?.length ?? 0
}

/** In the order given, so that of two values for one night the last one stays (FIFO). `task` is the answer's number. */
export function receiveAri(endpoint: AriEndpoint, body: string, place: Place, task: string): Answer {
  let values: unknown
  try {
    values = (JSON.parse(body) as Source | null)?.values
  } catch {
    return refusal(400, 'bad_request', 'Bad Request')
  }
  if (!Array.isArray(values) || values.length === 0)
    return refusal(422, 'validation_error', 'Validation Error', { values: ["can't be blank"] })
  const warnings = values.flatMap((value: unknown) => {
    const source = (typeof value === 'object' && value !== null ? value : {}) as Source
    const problems = applyChange(endpoint, source, place)
    return Object.keys(problems).length === 0 ? [] : [{ ...source, warning: problems }]
  })
  return json(200, {
    data: warnings.length === values.length ? [] : [{ id: task, type: 'task' }],
    meta: { message: 'Success', ...(warnings.length === 0 ? {} : { warnings }) },
  })
}

/** What is shown, by room type or rate plan and night; of the restrictions those that are asked for. */
export function tellAri(endpoint: AriEndpoint, query: URLSearchParams, stock: ChannexStock): Answer {
  const from = query.get('filter[date][gte]') ?? ''
  const last = query.get('filter[date][lte]') ?? ''
  if (!isIsoDate(from) || !isIsoDate(last)) return refusal(400, 'bad_request', 'Bad Request')
  const to = addDays(last, 1)
  const data: Record<string, Record<string, unknown>> = {}
  const put = (code: string, date: string, value: unknown) => {
    data[code] = { ...data[code], [date]: value }
  }
  if (endpoint === 'availability') {
    for (const { roomCode, date, roomsToSell } of stock.stock(from, to)) put(roomCode, date, roomsToSell)
    return json(200, { data })
  }
  const asked = new Set((query.get('filter[restrictions]') ?? '').split(','))
  for (const row of stock.restrictions(from, to)) {
    const all = {
      min_stay_arrival: row.minLosArrival,
      min_stay_through: row.minLos,
      max_stay: row.maxLos ?? 0,
      closed_to_arrival: row.closedToArrival,
      closed_to_departure: row.closedToDeparture,
      stop_sell: row.closed,
    }
    put(row.rateCode, row.date, Object.fromEntries(Object.entries(all).filter(([field]) => asked.has(field))))
  }
  return json(200, { data })
}

function applyChange(endpoint: AriEndpoint, source: Source, place: Place): Problems {
  const { stock } = place
  const problems: Problems = {}
  const span = nightsOfChange(source, place, problems)
  const rooms = endpoint === 'availability' ? roomsOfChange(source, place, problems) : 0
  const plan = endpoint === 'restrictions' ? planOfChange(source, place, problems) : null
  if (span === null || Object.keys(problems).length > 0) return problems
  const days = source.days as string[] | undefined
  const nights = nightsThrough(span.from, span.last).filter(
    (night) => days === undefined || days.includes(DAY_NAMES[weekday(night) - 1] ?? ''),
  )
  for (const night of nights) {
    if (plan === null) stock.setRooms(source.room_type_id as string, night, rooms)
    else {
      const rateCode = source.rate_plan_id as string
      if (plan.amounts.size > 0) stock.setAmounts(rateCode, night, plan.amounts)
      if (Object.keys(plan.terms).length > 0) stock.setTerms(rateCode, night, plan.terms)
    }
  }
  return problems
}
