/** A naive bill book: lists of postings, sums counted by hand each time, and the rules in the plainest words. */
export type Kind = 'charge' | 'room' | 'fee' | 'payment' | 'deposit' | 'refund'

export interface OraclePosting {
  readonly id: string
  readonly kind: Kind
  readonly amountMinor: number
  readonly stay: number | null
  readonly night: string | null
  readonly reverses: string | null
  readonly transfer: string | null
}

export interface OracleFolio {
  readonly id: string
  readonly stay: number | null
  isOpen: boolean
  readonly postings: OraclePosting[]
}

export type Placed = { readonly folio: OracleFolio; readonly posting: OraclePosting }

const PRICES: Record<string, number | null> = { BREAKFAST: 1_500, PARKING: 2_000, BAR: null }
const MOST_FURTHER_FOLIOS = 20

/** A refusal's code. */
export class Refusal extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

export class FolioOracle {
  readonly folios: OracleFolio[] = []
  /** Folio ids by `stay article`; the room is the article ''. */
  readonly routing = new Map<string, string>()
  readonly cancelled = new Set<number>()

  folio(id: string): OracleFolio {
    return this.folios.find((folio) => folio.id === id)!
  }

  all(): Placed[] {
    return this.folios.flatMap((folio) => folio.postings.map((posting) => ({ folio, posting })))
  }

  folioAt(at: number): OracleFolio | undefined {
    return this.folios[at % Math.max(1, this.folios.length)]
  }

  postingAt(at: number): Placed | undefined {
    const all = this.all()
    return all[at % Math.max(1, all.length)]
  }

  isReversed(id: string): boolean {
    return this.all().some(({ posting }) => posting.reverses === id)
  }

  balance(folio: OracleFolio): number {
    return folio.postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  }

  paid(folio: OracleFolio): number {
    const money = folio.postings.filter(({ kind }) => ['payment', 'deposit', 'refund'].includes(kind))
    return -money.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  }

  requireOpen(folio: OracleFolio): void {
    if (!folio.isOpen) throw new Refusal('FolioClosed')
  }

  requireStanding({ posting }: Placed): void {
    if (posting.reverses !== null || this.isReversed(posting.id)) throw new Refusal('PostingReversed')
  }

  requireRoomForFolio(stay: number | null): void {
    const firsts = new Set(this.folios.flatMap((folio) => (folio.stay === null ? [] : [folio.stay])))
    if (stay !== null && !firsts.has(stay)) return
    if (this.folios.length - firsts.size >= MOST_FURTHER_FOLIOS) throw new Refusal('TooManyFolios')
  }

  /** @returns null: the stay's own is opened by it. */
  chargedFolio(stay: number, article: string, chosen: OracleFolio | undefined): OracleFolio | null {
    if (this.cancelled.has(stay)) throw new Refusal('StayStateForbids')
    const routedTo = this.routing.get(`${stay} ${article}`)
    const own = this.folios.filter((folio) => folio.stay === stay)
    const candidates = chosen !== undefined ? [chosen] : routedTo !== undefined ? [this.folio(routedTo)] : own
    if (candidates.length === 0) return null
    const open = candidates.find(({ isOpen }) => isOpen)
    if (open === undefined) throw new Refusal('FolioClosed')
    return open
  }

  chargedAmount(article: string, each: number | undefined, quantity: number): number {
    const price = each ?? PRICES[article]
    if (price === null || price === undefined) throw new Refusal('AmountRequired')
    return price * quantity
  }

  /** The second part's amount. */
  splitAmount({ posting }: Placed, part: { percent: number } | { amountMinor: number }): number {
    const whole = Math.abs(posting.amountMinor)
    // Whole per cents only: halves are then exact.
    const second = 'amountMinor' in part ? part.amountMinor : Math.floor((whole * part.percent + 50) / 100)
    if (second <= 0 || second >= whole) throw new Refusal('SplitNotWithin')
    return posting.amountMinor < 0 ? -second : second
  }

  /** Whether the folio that the room is routed to is closed, or all of the stay's own. */
  hasClosedFor(stay: number): boolean {
    const routedTo = this.routing.get(`${stay} `)
    const own = this.folios.filter((folio) => folio.stay === stay)
    if (routedTo !== undefined && !this.folio(routedTo).isOpen) return true
    return own.length > 0 && own.every(({ isOpen }) => !isOpen)
  }

  /** What stands for a night of a stay, over all folios. */
  standing(stay: number, night: string): Placed[] {
    return this.all().filter(
      ({ posting }) =>
        posting.kind === 'room' &&
        posting.stay === stay &&
        posting.night === night &&
        posting.reverses === null &&
        !this.isReversed(posting.id),
    )
  }
}
