/** What a channel says of a booking's money, and the newest revision of a booking that was taken. Rows and their one rule. */
import type { IsoDate } from '../../shared/dates.ts'
import type { ChannelPayment, InboundMessage } from '../../shared/snapshot.ts'
import type { Store } from '../store/store.ts'

type Revised = Pick<InboundMessage, 'channelRef' | 'revision'>

interface TermsRow {
  readonly reservationId: number
  readonly collect: ChannelPayment['collect']
  readonly commissionMinor: number | null
  readonly virtualCard: 0 | 1
  readonly activeFrom: IsoDate | null
  readonly activeUntil: IsoDate | null
  readonly amountMinor: number | null
}

/** Amounts are of the currency. */
interface Terms {
  readonly payment: ChannelPayment
  readonly currency: string
}

/**
 * What is known after a message. What it does not say stays as it was, as channels tell a card once and delete it then
 * (Booking.com, Channex), and a cancellation tells nothing, while the card can still be charged for its fee. Amounts of
 * another currency are forgotten.
 */
export function laterPayment(
  known: Terms | undefined,
  told: ChannelPayment | undefined,
  currency: string,
): ChannelPayment | undefined {
  if (known === undefined) return told
  const before = known.currency === currency ? known.payment : withoutAmounts(known.payment)
  if (told === undefined) return before
  const collect = told.collect ?? before.collect
  return {
    collect,
    commissionMinor: told.commissionMinor ?? before.commissionMinor,
    virtualCard: told.virtualCard ?? (collect === 'hotel' ? null : before.virtualCard),
  }
}

function withoutAmounts({ collect, virtualCard }: ChannelPayment): ChannelPayment {
  return {
    collect,
    commissionMinor: null,
    virtualCard: virtualCard === null ? null : { ...virtualCard, amountMinor: null },
  }
}

export function isSamePayment(a: ChannelPayment | undefined, b: ChannelPayment | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  const [cardA, cardB] = [a.virtualCard, b.virtualCard]
  return (
    a.collect === b.collect &&
    a.commissionMinor === b.commissionMinor &&
    (cardA === null) === (cardB === null) &&
    cardA?.activeFrom === cardB?.activeFrom &&
    cardA?.activeUntil === cardB?.activeUntil &&
    cardA?.amountMinor === cardB?.amountMinor
  )
}

export function createChannelTerms(store: Store) {
  const read = store.prepare((sql, p: { reservationId: number }) =>
    sql
      .selectFrom('channel_terms')
      .select([
        'collect',
        'commission_minor as commissionMinor',
        'virtual_card as virtualCard',
        'card_from as activeFrom',
        'card_until as activeUntil',
        'card_minor as amountMinor',
      ])
      .where('reservation_id', '=', p.reservationId),
  )
  const write = store.prepare((sql, p: TermsRow) =>
    sql
      .insertInto('channel_terms')
      .values({
        reservation_id: p.reservationId,
        collect: p.collect,
        commission_minor: p.commissionMinor,
        virtual_card: p.virtualCard,
        card_from: p.activeFrom,
        card_until: p.activeUntil,
        card_minor: p.amountMinor,
      })
      .onConflict((conflict) =>
        conflict.column('reservation_id').doUpdateSet(({ ref }) => ({
          collect: ref('excluded.collect'),
          commission_minor: ref('excluded.commission_minor'),
          virtual_card: ref('excluded.virtual_card'),
          card_from: ref('excluded.card_from'),
          card_until: ref('excluded.card_until'),
          card_minor: ref('excluded.card_minor'),
        })),
      ),
  )
  const revision = store.prepare((sql, p: { channelId: number; channelRef: string }) =>
    sql
      .selectFrom('channel_revision')
      .select('revision')
      .where('channel_id', '=', p.channelId)
      .where('channel_ref', '=', p.channelRef),
  )
  const keepRevision = store.prepare((sql, p: { channelId: number; channelRef: string; revision: number }) =>
    sql
      .insertInto('channel_revision')
      .values({ channel_id: p.channelId, channel_ref: p.channelRef, revision: p.revision })
      .onConflict((conflict) =>
        conflict
          .columns(['channel_id', 'channel_ref'])
          .doUpdateSet(({ ref }) => ({ revision: ref('excluded.revision') }))
          .whereRef('excluded.revision', '>', 'channel_revision.revision'),
      ),
  )

  return {
    /** Undefined where the channel has said nothing. */
    of(reservationId: number): ChannelPayment | undefined {
      const row = read.first({ reservationId })
      if (row === undefined) return undefined
      const { collect, commissionMinor, virtualCard, ...card } = row
      return { collect, commissionMinor, virtualCard: virtualCard === 1 ? card : null }
    },
    put(reservationId: number, { collect, commissionMinor, virtualCard }: ChannelPayment): void {
      write.run({
        reservationId,
        collect,
        commissionMinor,
        virtualCard: virtualCard === null ? 0 : 1,
        activeFrom: virtualCard?.activeFrom ?? null,
        activeUntil: virtualCard?.activeUntil ?? null,
        amountMinor: virtualCard?.amountMinor ?? null,
      })
    },
    /** Whether a newer revision of the booking was taken before. Where either is not told, nobody can know. */
    isOutdated(channelId: number, { channelRef, revision: told }: Revised): boolean {
      if (told === undefined) return false
      const taken = revision.first({ channelId, channelRef })
      return taken !== undefined && told < taken.revision
    },
    /** Whether it is newer than any revision of the booking that was taken. */
    isNewer(channelId: number, { channelRef, revision: told }: Revised): boolean {
      if (told === undefined) return false
      const taken = revision.first({ channelId, channelRef })
      return taken === undefined || told > taken.revision
    },
    /** It was taken; an older one leaves the newest as it is. */
    keepRevision(channelId: number, { channelRef, revision: told }: Revised): void {
      if (told !== undefined) keepRevision.run({ channelId, channelRef, revision: told })
    },
  }
}
export type ChannelTerms = ReturnType<typeof createChannelTerms>
