/** Sums of folios: what is open, which bill to pay, what a split would leave. Pure. */
import type { Folio, Posting } from '../../shared/contract/folios.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'

export type ReservationFolios = Answers['folios']['ofReservation']

/** Nights of a folio that are not posted yet; before `through` (exclusive) only when it is given. */
export function toPostMinor(folio: Pick<Folio, 'nightsToPost'>, through?: IsoDate): number {
  return folio.nightsToPost
    .filter(({ date }) => through === undefined || date < through)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

/** The folio a payment goes to: the named one, else the open one of the stay that owes most, else one of the reservation. */
export function folioToPay(
  folios: readonly Folio[],
  folioId: string | null,
  stayId: string | null,
): Folio | undefined {
  const named = folios.find(({ id }) => id === folioId)
  if (named !== undefined) return named
  const open = folios.filter(({ status }) => status === 'open')
  const owing = [...open].sort((a, b) => owedMinor(b) - owedMinor(a))
  return owing.find((folio) => folio.stayId === stayId) ?? owing[0]
}

function owedMinor(folio: Folio): number {
  return folio.balanceMinor + toPostMinor(folio)
}

/** What is offered to be paid: what is owed; before anything is posted, the nights to come. Nothing is offered to be taken twice. */
export function offeredMinor(folio: Folio | undefined): number {
  if (folio === undefined) return 0
  if (folio.balanceMinor > 0) return folio.balanceMinor
  return Math.max(0, owedMinor(folio))
}

/** What was paid on a folio and can be given back. */
export function paidMinor(folio: Pick<Folio, 'postings'>): number {
  const money = folio.postings.filter(
    ({ kind }) => kind === 'payment' || kind === 'deposit' || kind === 'refund',
  )
  return Math.max(0, -money.reduce((sum, { amountMinor }) => sum + amountMinor, 0))
}

/** What a guest who leaves still has to pay: the stay's bills with its nights so far. */
export interface CheckOutBill {
  readonly lines: readonly {
    readonly name: string
    readonly amountMinor: number
    readonly folioId: string | null
  }[]
  readonly dueMinor: number
  /** Some nights are posted first, so that they can be paid. */
  readonly hasNightsToPost: boolean
}

export function checkOutBill(
  { folios, withoutFolio }: ReservationFolios,
  stay: {
    readonly id: string
    readonly nights: readonly {
      readonly date: IsoDate
      readonly counted: boolean
      readonly amountMinor: number
    }[]
  },
  businessDate: IsoDate,
  /** Of a bill that is opened by its first posting. */
  newName: string,
): CheckOutBill {
  const own = folios.filter((folio) => folio.stayId === stay.id && folio.status === 'open')
  const lines = own.map((folio) => ({
    name: folio.name,
    folioId: folio.id,
    amountMinor: folio.balanceMinor + toPostMinor(folio, businessDate),
  }))
  const isWithout = withoutFolio.some(({ stayId }) => stayId === stay.id)
  const nightsMinor = isWithout
    ? stay.nights
        .filter((night) => night.counted && night.date < businessDate)
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    : 0
  const all =
    nightsMinor === 0 ? lines : [...lines, { name: newName, folioId: null, amountMinor: nightsMinor }]
  return {
    lines: all,
    dueMinor: all.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    hasNightsToPost: nightsMinor !== 0 || own.some((folio) => toPostMinor(folio, businessDate) !== 0),
  }
}

/** Whether a line can be taken back, parted or moved: neither taken back nor taking something back. */
export function isLive(posting: Pick<Posting, 'reversesId' | 'reversedById'>): boolean {
  return posting.reversesId === null && posting.reversedById === null
}

export interface SplitPart {
  readonly staysMinor: number
  readonly goesMinor: number
}

/** The two parts of an amount; null where one of them would be nothing. Per cent is rounded half up, as the ledger does. */
export function splitBy(
  amountMinor: number,
  part: { readonly amountMinor: number } | { readonly percent: number },
): SplitPart | null {
  const size = Math.abs(amountMinor)
  const goes = 'percent' in part ? Math.floor((size * part.percent) / 100 + 0.5) : part.amountMinor
  if (goes <= 0 || goes >= size) return null
  const sign = Math.sign(amountMinor)
  return { goesMinor: sign * goes, staysMinor: sign * (size - goes) }
}
