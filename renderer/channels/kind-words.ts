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

/** A seller that opens its interface to chosen partners alone. */
export interface IndirectSeller {
  readonly name: string
  /** Kinds by which it is reached, the better one first; those that are not there yet are left out. */
  readonly through: readonly ChannelKind[]
}

const INDIRECT: readonly { readonly name: string; readonly through: readonly string[] }[] = [
  { name: 'Airbnb', through: ['channex', 'siteminder', 'ical'] },
  { name: 'Traveloka', through: ['channex', 'siteminder'] },
]

export const INDIRECT_SELLERS: readonly IndirectSeller[] = INDIRECT.map(({ name, through }) => ({
  name,
  through: through.flatMap((way) => KIND_NAMES.filter((kind) => kind === way)),
}))
