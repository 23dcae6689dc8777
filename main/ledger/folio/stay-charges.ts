/** What a stay is charged for by itself: its nights at its prices, and its fees. */
import type { IsoDate } from '../../../shared/dates.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import { askedFolioFor, folioFor, openOwnFolio } from './charge-folio.ts'
import { type ChargePlan, planCharge } from './charge-plan.ts'
import { type Payer, ROOM_ARTICLE } from './folio-rows.ts'
import { takeBack, writePosting } from './write-posting.ts'

export interface NightPlan extends ChargePlan {
  readonly night: IsoDate
}

/**
 * What is to be posted so that the nights before `through` (exclusive) are charged as the stay's nights now say: a counted
 * night at its price, one that was given back not at all. A night that was posted is put right wherever it lies. A stay
 * that was cancelled or never came owes no nights; it owes its fee.
 * @param through null: only what was posted is put right.
 */
export function planNights(parts: Parts, payer: Payer, through: IsoDate | null): NightPlan[] {
  const owesNights = payer.status !== 'cancelled' && payer.status !== 'no_show'
  const standing = parts.folios.postings.standing(payer.id, 'room')
  const wanted = new Map<IsoDate, number>()
  for (const { night } of standing) if (night !== null) wanted.set(night, 0)
  for (const { date, counted, amountMinor } of parts.stays.nights(payer.id)) {
    const isDue = through !== null && date < through
    if (isDue || wanted.has(date)) wanted.set(date, owesNights && counted === 1 ? amountMinor : 0)
  }
  return [...wanted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([night, wantedMinor]) => ({
      night,
      ...planCharge(
        standing.filter((posting) => posting.night === night),
        wantedMinor,
        payer.currency,
      ),
    }))
    .filter((plan) => plan.takeBack.length > 0 || plan.post.length > 0)
}

/** @param isAsked for by someone who can choose another folio. @returns public ids of what was posted. */
export function bringNightsUpToDate(
  parts: Parts,
  context: CommandContext,
  payer: Payer,
  through: IsoDate | null,
  isAsked: boolean,
): { postingIds: string[]; changeMinor: number } {
  const target = lazily(() => {
    const found = (isAsked ? askedFolioFor : folioFor)(parts, payer, ROOM_ARTICLE)
    return found ?? openOwnFolio(parts, context, payer)
  })
  const done = planNights(parts, payer, through).map((plan) =>
    carryOut(parts, context, payer, plan, { kind: 'room', night: plan.night, text: '' }, target),
  )
  return {
    postingIds: done.flatMap(({ postingIds }) => postingIds),
    changeMinor: done.reduce((total, { changeMinor }) => total + changeMinor, 0),
  }
}

/** @param fee minor units, more than 0; `text` is a key that the page words. */
export function chargeFee(
  parts: Parts,
  context: CommandContext,
  payer: Payer,
  fee: { readonly feeMinor: number; readonly text: string },
): void {
  const plan = { takeBack: [], post: [{ folioId: null, amountMinor: fee.feeMinor }] }
  const target = () => ownFolio(parts, context, payer)
  carryOut(parts, context, payer, plan, { kind: 'fee', night: null, text: fee.text }, target)
}

/** Every fee of the stay is taken back; one on a closed folio by a credit on an open one. */
export function takeFeesBack(parts: Parts, context: CommandContext, payer: Payer): void {
  const standing = parts.folios.postings.standing(payer.id, 'fee')
  const plan = planCharge(standing, 0, payer.currency)
  const what = { kind: 'fee', night: null, text: standing[0]?.text ?? '' } as const
  carryOut(parts, context, payer, plan, what, () => ownFolio(parts, context, payer))
}

/** Fees are the stay's own and follow no routing. */
function ownFolio(parts: Parts, context: CommandContext, payer: Payer): number {
  const own = parts.folios
    .ofStay(payer.id)
    .find((folio) => folio.status === 'open' && folio.currency === payer.currency)
  return own?.id ?? openOwnFolio(parts, context, payer)
}

function carryOut(
  parts: Parts,
  context: CommandContext,
  payer: Payer,
  plan: ChargePlan,
  what: { readonly kind: 'room' | 'fee'; readonly night: IsoDate | null; readonly text: string },
  target: () => number,
): { postingIds: string[]; changeMinor: number } {
  const back = plan.takeBack.map((posting) => takeBack(parts, context, posting))
  const anew = plan.post.map(({ folioId, amountMinor }) =>
    writePosting(parts, context, {
      ...what,
      folioId: folioId ?? target(),
      articleId: null,
      quantity: 1,
      amountMinor,
      method: null,
      reference: '',
      stayId: payer.id,
      reversesId: null,
      transferId: null,
    }),
  )
  const postedMinor = plan.post.reduce((total, { amountMinor }) => total + amountMinor, 0)
  const takenMinor = plan.takeBack.reduce((total, posting) => total + posting.amount_minor, 0)
  return { postingIds: [...back, ...anew], changeMinor: postedMinor - takenMinor }
}

/** Asked once, and only when something needs it. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
