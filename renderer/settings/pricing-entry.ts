/** Bounds of prices, rounding and age bands as they are typed. Pure. */
import type { DomainErrorData } from '../../shared/errors.ts'
import { toDecimal } from '../../shared/money.ts'
import { type ChildBand, firstWrongBand } from '../../shared/rates/price-set.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import type { Answers } from '../connection/desk-client.ts'
import type { Failure } from '../failure.ts'

export type PricingSettings = Answers['pricing']['settings']
export type Bounds = PricingSettings['bounds'][number]

export interface BoundsEntry {
  readonly floor: string
  readonly ceiling: string
  readonly extraBeds: string
}
export type BoundsField = keyof BoundsEntry

export interface BandEntry {
  readonly name: string
  readonly from: string
  readonly to: string
}

const OLDEST_CHILD = 17
const MOST_EXTRA_BEDS = 10
const LARGEST_STEP_MINOR = 100_000

export function boundsEntry({ floorMinor, ceilingMinor, extraBeds }: Bounds, currency: string): BoundsEntry {
  const text = (minor: number | null) => (minor === null ? '' : toDecimal(minor, currency))
  return { floor: text(floorMinor), ceiling: text(ceilingMinor), extraBeds: String(extraBeds) }
}

/** Empty: no bound. What belongs together is the ledger's to judge. */
export function readBounds(
  entry: BoundsEntry,
  roomTypeId: string,
  currency: string,
): Bounds | readonly BoundsField[] {
  const amount = (text: string) => (text.trim() === '' ? null : readAmount(text, currency))
  const floorMinor = amount(entry.floor)
  const ceilingMinor = amount(entry.ceiling)
  const extraBeds = readCount(entry.extraBeds, MOST_EXTRA_BEDS)
  if (floorMinor !== undefined && ceilingMinor !== undefined && extraBeds !== undefined)
    return { roomTypeId, floorMinor, ceilingMinor, extraBeds }
  return [
    ...(floorMinor === undefined ? (['floor'] as const) : []),
    ...(ceilingMinor === undefined ? (['ceiling'] as const) : []),
    ...(extraBeds === undefined ? (['extraBeds'] as const) : []),
  ]
}

export const isRead = (read: Bounds | readonly BoundsField[]): read is Bounds => 'roomTypeId' in read

/** Which fields a refusal of these bounds is about: a floor above its ceiling, or more beds than the type sleeps. */
export function refusedFields({ floorMinor, ceilingMinor }: Bounds): readonly BoundsField[] {
  const isUpsideDown = floorMinor !== null && ceilingMinor !== null && floorMinor > ceilingMinor
  return isUpsideDown ? ['floor', 'ceiling'] : ['extraBeds']
}

export function boundsRefusal(failure: Failure | null): DomainErrorData<'BoundsNotValid'> | null {
  return failure?.kind === 'refused' && failure.refusal.code === 'BoundsNotValid'
    ? failure.refusal.data
    : null
}

function readCount(text: string, most: number): number | undefined {
  const count = /^\d{1,2}$/.test(text.trim()) ? Number(text) : undefined
  return count === undefined || count > most ? undefined : count
}

export function bandEntry({ name, fromAge, toAge }: ChildBand): BandEntry {
  return { name, from: String(fromAge), to: String(toAge) }
}

/** One that begins where the last one ends. */
export function nextBand(entries: readonly BandEntry[]): BandEntry {
  const from = Math.min(OLDEST_CHILD, Number(entries.at(-1)?.to ?? -1) + 1)
  return { name: '', from: String(from), to: String(OLDEST_CHILD) }
}

export type BandIssue = { readonly index: number; readonly field: 'name' | 'ages' }

export function readBands(entries: readonly BandEntry[]): ChildBand[] | BandIssue {
  const bands: ChildBand[] = []
  for (const [index, entry] of entries.entries()) {
    const name = entry.name.trim()
    const fromAge = readCount(entry.from, OLDEST_CHILD)
    const toAge = readCount(entry.to, OLDEST_CHILD)
    if (name === '') return { index, field: 'name' }
    if (fromAge === undefined || toAge === undefined) return { index, field: 'ages' }
    bands.push({ name, fromAge, toAge })
  }
  const wrong = firstWrongBand(bands)
  return wrong < 0 ? bands : { index: wrong, field: 'ages' }
}

/** Minor units; undefined for what prices cannot be a multiple of. */
export function readRoundTo(text: string, currency: string): number | undefined {
  const minor = readAmount(text, currency)
  return minor === undefined || minor < 1 || minor > LARGEST_STEP_MINOR ? undefined : minor
}
