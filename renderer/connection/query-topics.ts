/**
 * Which topics each query shows, as the contract's meta says it. The page imports the contract only as a type
 * (at run time it would cost 96 kB), so the table is repeated here and a test compares the two.
 */
import type { Topic } from '../../shared/contract/procedure.ts'
import type { Stale } from './change-feed.ts'

export const QUERY_TOPICS: Readonly<Record<string, readonly Topic[]>> = {
  'property.get': ['property', 'channels'],
  'inventory.why': ['inventory', 'reservations', 'holds', 'channels'],
  'inventory.availability': ['inventory'],
  'inventory.offers': ['inventory', 'rates', 'reservations'],
  'reservations.get': ['reservations'],
  'reservations.list': ['reservations', 'cases'],
  'reservations.timeline': ['reservations', 'folios'],
  'calendars.list': ['channels', 'inventory', 'relay'],
  'stays.fees': ['reservations', 'rates', 'property'],
  'stays.previewChange': ['inventory', 'reservations', 'rates'],
  'stays.previewSplit': ['inventory', 'reservations', 'rates'],
  'stays.arrivals': ['reservations', 'property'],
  'stays.departures': ['reservations', 'property'],
  'stays.inHouse': ['reservations', 'property'],
  'stays.tapeChart': ['inventory', 'reservations', 'cases', 'property'],
  'rooms.proposals': ['inventory', 'reservations', 'property'],
  'rooms.planRepack': ['inventory', 'reservations'],
  'holds.list': ['holds', 'inventory'],
  'groups.list': ['holds', 'reservations'],
  'groups.get': ['holds', 'reservations', 'inventory'],
  'waitlist.list': ['holds', 'inventory'],
  'folios.ofReservation': ['folios', 'reservations'],
  'folios.articles': ['folios'],
  'overbooking.ways': ['cases', 'inventory', 'holds', 'rates'],
  'board.day': ['inventory', 'reservations', 'property'],
  'search.find': ['reservations'],
  'guests.match': ['reservations'],
  'rates.grid': ['rates', 'inventory'],
  'rates.previewChange': ['rates', 'channels', 'reservations'],
  'rates.previewCells': ['rates', 'channels', 'reservations'],
  'rates.file': ['rates', 'property'],
  'rates.why': ['rates', 'property'],
  'rates.get': ['rates'],
  'rates.changes': ['rates', 'journal'],
  'rates.parity': ['rates', 'channels', 'inventory', 'property'],
  'rates.comparison': ['rates', 'inventory'],
  'seasons.list': ['rates'],
  'seasons.preview': ['rates', 'channels', 'reservations'],
  'promotions.list': ['rates'],
  'pricing.settings': ['rates', 'property'],
  'pricing.recommendations': ['rates', 'inventory', 'reservations'],
  'pricing.explain': ['rates', 'inventory', 'reservations'],
  'pricing.backTest': ['rates', 'inventory', 'reservations'],
  'yieldRules.list': ['rates', 'inventory'],
  'yieldRules.preview': ['rates', 'channels', 'reservations'],
  'pricing.exchangeRates': ['rates'],
  'channels.list': ['channels', 'inventory', 'rates', 'cases'],
  'channels.test': [],
  'channels.products': [],
  'channels.cells': ['channels', 'inventory', 'rates'],
  'channels.mapping': ['channels', 'property'],
  'channels.inbox': ['channels', 'reservations'],
  'channels.message': ['channels'],
  'channels.sent': ['channels'],
  'channels.calls': [],
  'channels.call': [],
  'channels.told': [],
  'channels.exposure': ['channels', 'inventory'],
  'channels.quarantine': ['channels', 'reservations', 'property'],
  'channels.parked': ['channels'],
  'relay.state': ['relay', 'channels'],
  'relay.recoveryCode': [],
  'attention.cases': ['cases', 'reservations'],
  'attention.alerts': ['cases', 'channels'],
  'operations.measures': [],
  'operations.text': [],
  'journal.list': ['journal'],
  'session.who': [],
  'session.createOpeningLink': [],
  'sandbox.state': ['channels', 'inventory'],
}

/** The contract name of a fetched query: oRPC's keys begin with the path. Undefined for any other key. */
export function procedureOf(queryKey: readonly unknown[]): string | undefined {
  const path = queryKey[0]
  return Array.isArray(path) ? path.join('.') : undefined
}

/** Whether a query must be fetched again. One that the table does not know is, to be safe. */
export function isStale(queryKey: readonly unknown[], stale: Stale): boolean {
  if (stale === 'nothing') return false
  if (stale === 'everything') return true
  const topics = QUERY_TOPICS[procedureOf(queryKey) ?? '']
  return topics === undefined || topics.some((topic) => stale.includes(topic))
}
