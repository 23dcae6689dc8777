/** What a command works with, and what it leaves behind: its answer, its journal payload, what it touched. */
import type { Facet } from '../../shared/cells.ts'
import type { Topic } from '../../shared/contract/procedure.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { ChildBand } from '../../shared/rates/price-set.ts'
import type { Catalog } from './catalog.ts'
import type { IdSource } from './ids.ts'

export interface Property {
  readonly publicId: string
  readonly name: string
  readonly timeZone: string
  readonly currency: string
  readonly businessDate: IsoDate
  readonly calendarDate: IsoDate
  /** Day after the last night with inventory. */
  readonly horizon: IsoDate
  readonly rules: HouseRules
  /** Ages by which children pay. */
  readonly childBands: readonly ChildBand[]
}

export interface HouseRules {
  readonly maxStayNights: number
  /** What a night in another house costs, in minor units. */
  readonly walkCostMinor: number
  readonly autoUpgrade: boolean
  /** HH:MM in the property's zone. */
  readonly checkInTime: string
}

/** One command inside its savepoint: its journal number, its instant, who gave it, and the hotel as it stands. */
export interface CommandContext {
  readonly seq: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly actor: string
  readonly property: Property
  readonly catalog: Catalog
  readonly ids: IdSource
}

export interface Outcome<A> {
  readonly answer: A
  /** For the journal: ids and values, no guest's name. */
  readonly payload: Readonly<Record<string, unknown>>
  readonly topics: readonly Topic[]
  /** Internal ids of the reservations that it changed, for their timelines. */
  readonly reservations?: readonly number[]
  /** Facets whose cells may have changed: lanes that carry them are hinted. */
  readonly facets: readonly Facet[]
  /** The catalog or the property row changed: caches are read again. */
  readonly reload?: boolean
  /** Settings of channels changed: the sync process reads its connections again. */
  readonly connections?: boolean
}
