/**
 * A group's rooming list: one line a room, with the guest's name, the type's code and the days. The first name, the
 * contact, the number of adults (1 when left empty) and the ages of the children may be given.
 */
import type { RoomingRow } from './contract/groups.ts'
import type { IsoDate } from './dates.ts'
import {
  FileReader,
  type ImportIssue,
  type ImportIssueCode,
  type ImportRow,
  type SetUpFile,
  textOf,
} from './set-up-issues.ts'
import type { Person } from './snapshot.ts'
import { readDate } from './typed-date.ts'
import { foldText } from './words.ts'

/** What can be wrong with a rooming list. */
export const ROOMING_LIST_ISSUES = [
  'fileTooLarge',
  'fileEmpty',
  'columnMissing',
  'columnTwice',
  'quoteBroken',
  'tooManyFields',
  'tooManyLines',
  'valueMissing',
  'tooLong',
  'notAName',
  'unknownType',
  'notADate',
  'nightsBackwards',
  'notANumber',
  'outOfRange',
] as const satisfies readonly ImportIssueCode[]

/** Its columns, in the order of a template. */
export const ROOMING_LIST_COLUMNS = [
  'surname',
  'first_name',
  'type_code',
  'arrival',
  'departure',
  'adults',
  'children_ages',
  'email',
  'phone',
] as const

export interface RoomingList {
  readonly rows: readonly RoomingRow[]
  /** Line of each row in the file: `rows.N` of a refusal is at `lines[N]`. */
  readonly lines: readonly number[]
  /** Any issue: the list is not to be sent. */
  readonly issues: readonly ImportIssue[]
  /** Columns that are not known. */
  readonly ignored: readonly string[]
}

const NEEDED = ['surname', 'type_code', 'arrival', 'departure']
const MOST_LINES = 500
const LONGEST = { surname: 120, first_name: 120, email: 254, phone: 60 }
const MOST_ADULTS = 30
const MOST_CHILDREN = 20
const OLDEST_CHILD = 17

/** @param roomTypes of the hotel; their codes are found in capitals or not. */
export function readRoomingList(
  { name, text }: SetUpFile,
  roomTypes: readonly { readonly id: string; readonly code: string }[],
): RoomingList {
  const file = new FileReader(name)
  const typeOf = new Map(roomTypes.map(({ id, code }) => [foldText(code), id]))
  const mayHave = (column: string) => (ROOMING_LIST_COLUMNS as readonly string[]).includes(column)
  const rows: RoomingRow[] = []
  const lines: number[] = []
  for (const row of file.rows(text, NEEDED, mayHave, MOST_LINES).rows) {
    const guest = guestOf(file, row)
    const roomTypeId = roomTypeOf(file, row, typeOf)
    const nights = nightsOf(file, row)
    const adults = adultsOf(file, row)
    const childrenAges = agesOf(file, row)
    if (guest === undefined || roomTypeId === undefined || nights === undefined) continue
    if (adults === undefined || childrenAges === undefined) continue
    rows.push({ guest, roomTypeId, ...nights, adults, childrenAges })
    lines.push(row.line)
  }
  return { rows, lines, issues: file.issues, ignored: file.ignored }
}

function guestOf(file: FileReader, row: ImportRow): Person | undefined {
  const given = (column: keyof typeof LONGEST): string | undefined =>
    row.value(column) === '' ? '' : textOf(file, row, column, LONGEST[column])
  const surname = textOf(file, row, 'surname', LONGEST.surname)
  const [firstName, email, phone] = [given('first_name'), given('email'), given('phone')]
  if (surname === undefined || firstName === undefined) return undefined
  return email === undefined || phone === undefined ? undefined : { surname, firstName, email, phone }
}

function roomTypeOf(
  file: FileReader,
  row: ImportRow,
  typeOf: ReadonlyMap<string, string>,
): string | undefined {
  const code = row.value('type_code')
  const id = typeOf.get(foldText(code))
  if (code === '') file.report(row.line, 'type_code', 'valueMissing')
  else if (id === undefined) file.report(row.line, 'type_code', 'unknownType', code)
  return id
}

function nightsOf(file: FileReader, row: ImportRow): { arrival: IsoDate; departure: IsoDate } | undefined {
  const [arrival, departure] = (['arrival', 'departure'] as const).map((column) => {
    const text = row.value(column)
    const date = readDate(text)
    if (text === '') file.report(row.line, column, 'valueMissing')
    else if (date === undefined) file.report(row.line, column, 'notADate', text)
    return date
  })
  if (arrival === undefined || departure === undefined) return undefined
  if (departure > arrival) return { arrival, departure }
  file.report(row.line, 'departure', 'nightsBackwards', departure, arrival)
  return undefined
}

function adultsOf(file: FileReader, row: ImportRow): number | undefined {
  const text = row.value('adults')
  return text === '' ? 1 : wholeNumber(file, row, 'adults', text, [1, MOST_ADULTS])
}

/** `7 4`, `7, 4` or `7+4`. */
function agesOf(file: FileReader, row: ImportRow): number[] | undefined {
  const words = row
    .value('children_ages')
    .split(/[\s,;+/]+/)
    .filter((word) => word !== '')
  if (words.length > MOST_CHILDREN) {
    file.report(row.line, 'children_ages', 'outOfRange', String(words.length), `0–${MOST_CHILDREN}`)
    return undefined
  }
  const ages: number[] = []
  for (const word of words) {
    const age = wholeNumber(file, row, 'children_ages', word, [0, OLDEST_CHILD])
    if (age === undefined) return undefined
    ages.push(age)
  }
  return ages
}

function wholeNumber(
  file: FileReader,
  row: ImportRow,
  column: string,
  text: string,
  [least, most]: readonly [number, number],
): number | undefined {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : undefined
  if (number === undefined) file.report(row.line, column, 'notANumber', text)
  else if (number < least || number > most)
    file.report(row.line, column, 'outOfRange', text, `${least}–${most}`)
  else return number
  return undefined
}
