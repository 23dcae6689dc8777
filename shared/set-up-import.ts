/**
 * A hotel from two CSV files: its rooms, and its first prices. Nothing is guessed: either every line is understood, or
 * each line that is not is named with its column and what is wrong with it.
 */
import { type ImportedPlan, type ImportedPrice, readPriceFile } from './price-file.ts'
import { type ImportedType, readRoomFile } from './room-file.ts'
import type { ImportIssue, SetUpFile } from './set-up-issues.ts'

/** What `property.setUp` needs beside the hotel's name, zone and currency; plans and prices are empty without a price file. */
export interface ImportedHotel {
  readonly roomTypes: readonly ImportedType[]
  readonly ratePlans: readonly ImportedPlan[]
  readonly prices: readonly ImportedPrice[]
  /** Columns that mean nothing here and were left out, by file. */
  readonly ignoredColumns: readonly { readonly file: string; readonly column: string }[]
}

export type SetUpImport =
  | { readonly hotel: ImportedHotel; readonly issues: null }
  /** At least one, in the order of the lines, rooms first. */
  | { readonly hotel: null; readonly issues: readonly ImportIssue[] }

/** @param currency of the hotel, whose decimals the prices must have. */
export function readSetUpFiles(
  files: { readonly rooms: SetUpFile; readonly prices: SetUpFile | null },
  currency: string,
): SetUpImport {
  const rooms = readRoomFile(files.rooms)
  const prices =
    files.prices === null
      ? null
      : readPriceFile(files.prices, rooms.roomTypes, rooms.issues.length === 0, currency)
  const issues = [...rooms.issues, ...(prices?.issues ?? [])]
  if (issues.length > 0) return { hotel: null, issues }
  const ignoredColumns = [
    ...rooms.ignored.map((column) => ({ file: files.rooms.name, column })),
    ...(prices?.ignored ?? []).map((column) => ({ file: files.prices?.name ?? '', column })),
  ]
  const { roomTypes } = rooms
  const hotel = {
    roomTypes,
    ratePlans: prices?.ratePlans ?? [],
    prices: prices?.prices ?? [],
    ignoredColumns,
  }
  return { hotel, issues: null }
}
