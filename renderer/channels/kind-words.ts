/** A plain sentence on each kind of channel, and how sellers are reached that have no interface for hotels. */
import { CHANNEL_KINDS, type ChannelKind, KIND_NAMES } from '../../shared/channel-kinds/kinds.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'

/** By the kind's name; a kind without its own sentence is described by what its definition says. */
const SENTENCES: Readonly<Record<string, MessageId>> = {
  bookingcom: 'channels.kind.bookingcom',
  expedia: 'channels.kind.expedia',
  agoda: 'channels.kind.agoda',
  channex: 'channels.kind.channex',
  siteminder: 'channels.kind.siteminder',
  google: 'channels.kind.google',
  alpinebits: 'channels.kind.alpinebits',
  ical: 'channels.kind.ical',
}

/** Where the hotelier finds what is asked for; by the kind's name as well. */
const WHERE: Readonly<Record<string, MessageId>> = {
  bookingcom: 'channels.kind.where.bookingcom',
  expedia: 'channels.kind.where.expedia',
  channex: 'channels.kind.where.channex',
}

export function kindSentence(kind: ChannelKind): string {
  const { title } = CHANNEL_KINDS[kind]
  return t(SENTENCES[kind] ?? 'channels.kind.other', { channel: title })
}

export function whereToFind(kind: ChannelKind): string {
  const { title, signsInBy } = CHANNEL_KINDS[kind]
  return t(WHERE[kind] ?? 'channels.kind.where.other', { channel: title, by: signsInBy })
}

/** What is sold there, and to whom: listings of a portal, or rates that agencies and companies book by a code. */
type SellerSort = 'portal' | 'gds' | 'corporate'

/** A seller that opens its interface to chosen partners alone. */
export interface IndirectSeller {
  readonly name: string
  readonly sort: SellerSort
  /** Kinds by which it is reached, the better one first; those that are not there yet are left out. */
  readonly through: readonly ChannelKind[]
}

const INDIRECT: readonly {
  readonly name: string
  readonly sort: SellerSort
  readonly through: readonly string[]
}[] = [
  { name: 'Airbnb', sort: 'portal', through: ['channex', 'siteminder', 'ical'] },
  { name: 'Traveloka', sort: 'portal', through: ['channex', 'siteminder'] },
  { name: 'Amadeus', sort: 'gds', through: ['siteminder'] },
  { name: 'Sabre', sort: 'gds', through: ['siteminder'] },
  { name: 'Travelport', sort: 'gds', through: ['siteminder'] },
  { name: 'Concur', sort: 'corporate', through: ['siteminder'] },
  { name: 'Serko', sort: 'corporate', through: ['siteminder'] },
]

export const INDIRECT_SELLERS: readonly IndirectSeller[] = INDIRECT.map(({ name, sort, through }) => ({
  name,
  sort,
  through: through.flatMap((way) => KIND_NAMES.filter((kind) => kind === way)),
}))

const SELLER_SENTENCES: Readonly<Record<SellerSort, MessageId>> = {
  portal: 'channels.setUp.indirectWhat',
  gds: 'channels.setUp.gdsWhat',
  corporate: 'channels.setUp.corporateWhat',
}

export const sellerSentence = ({ sort, name }: IndirectSeller): string =>
  t(SELLER_SENTENCES[sort], { seller: name })

const PORTAL_STEPS = [
  'channels.setUp.way.account',
  'channels.setUp.way.seller',
  'channels.setUp.way.products',
  'channels.setUp.way.here',
  'channels.setUp.way.bookings',
] as const satisfies readonly MessageId[]

/** What is booked there is a rate of its own, which nobody sees without its code. */
const CODED_STEPS = [
  'channels.setUp.coded.plan',
  'channels.setUp.coded.account',
  'channels.setUp.coded.load',
  'channels.setUp.coded.here',
  'channels.setUp.coded.tell',
  'channels.setUp.coded.bookings',
] as const satisfies readonly MessageId[]

/** The steps to sell there, in order; `way` is the title of the channel that reaches it. */
export const sellerSteps = ({ sort, name }: IndirectSeller, way: string): string[] =>
  (sort === 'portal' ? PORTAL_STEPS : CODED_STEPS).map((step) => t(step, { seller: name, way }))
