/**
 * rooms.csv: one line a room, with its type. What a type is stands on its first line at least; further lines leave it
 * empty or say the same.
 */
import { isRoomName, LONGEST_ROOM_NAME, MOST_ROOMS_PER_TYPE } from './room-names.ts'
import { FileReader, type ImportIssue, type ImportRow, type SetUpFile, textOf } from './set-up-issues.ts'

export interface ImportedType {
  code: string
  name: string
  baseOccupancy: number
  maxOccupancy: number
  rooms: string[]
}

const NEEDED = ['room', 'type_code', 'type_name', 'base_occupancy']
const MAY_HAVE = ['max_occupancy']
const MOST_TYPES = 100
const MOST_LINES = 10_000
const LONGEST = { type_code: 20, type_name: 80 }
/** What the contract takes; the most adults and children that a room can sleep. */
const MOST = { base_occupancy: 20, max_occupancy: 30 }

interface TypeLines extends ImportedType {
  readonly firstLine: number
}

export function readRoomFile({ name, text }: SetUpFile): {
  roomTypes: ImportedType[]
  issues: ImportIssue[]
  ignored: string[]
} {
  const file = new FileReader(name)
  const types = new Map<string, TypeLines>()
  const lineOfRoom = new Map<string, number>()
  for (const row of file.rows(text, NEEDED, (column) => MAY_HAVE.includes(column), MOST_LINES).rows) {
    const room = roomOf(file, row, lineOfRoom)
    const code = textOf(file, row, 'type_code', LONGEST.type_code)
    if (code === undefined) continue
    const known = types.get(code)
    const type = known ?? firstLineOf(file, row, code)
    if (known !== undefined) compare(file, row, known)
    types.set(code, type)
    if (types.size === MOST_TYPES + 1 && known === undefined)
      file.report(row.line, 'type_code', 'tooManyTypes', code, MOST_TYPES)
    if (room === undefined) continue
    type.rooms.push(room)
    if (type.rooms.length === MOST_ROOMS_PER_TYPE + 1)
      file.report(row.line, 'room', 'tooManyRooms', code, MOST_ROOMS_PER_TYPE)
  }
  const roomTypes = [...types.values()].map(({ firstLine: _, ...type }) => type)
  return { roomTypes, issues: file.issues, ignored: file.ignored }
}

function roomOf(file: FileReader, row: ImportRow, lineOfRoom: Map<string, number>): string | undefined {
  const room = textOf(file, row, 'room', LONGEST_ROOM_NAME)
  if (room === undefined) return undefined
  const before = lineOfRoom.get(room)
  if (before !== undefined) file.report(row.line, 'room', 'roomTwice', room, before)
  else if (!isRoomName(room)) file.report(row.line, 'room', 'notAName', room)
  else {
    lineOfRoom.set(room, row.line)
    return room
  }
  return undefined
}

/** What is not valid is reported, and something valid stands in for it, so that later lines can be read on. */
function firstLineOf(file: FileReader, row: ImportRow, code: string): TypeLines {
  const name = textOf(file, row, 'type_name', LONGEST.type_name) ?? code
  if (row.value('base_occupancy') === '') file.report(row.line, 'base_occupancy', 'valueMissing')
  const base = wholeNumber(file, row, 'base_occupancy') ?? 1
  const most = wholeNumber(file, row, 'max_occupancy') ?? base
  if (most < base) file.report(row.line, 'max_occupancy', 'outOfRange', String(most), `${base}–30`)
  return {
    code,
    name,
    baseOccupancy: base,
    maxOccupancy: Math.max(base, most),
    rooms: [],
    firstLine: row.line,
  }
}

function wholeNumber(file: FileReader, row: ImportRow, column: keyof typeof MOST): number | undefined {
  const text = row.value(column)
  if (text === '') return undefined
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(number)) file.report(row.line, column, 'notANumber', text)
  else if (number < 1 || number > MOST[column])
    file.report(row.line, column, 'outOfRange', text, `1–${MOST[column]}`)
  else return number
  return undefined
}

function compare(file: FileReader, row: ImportRow, type: TypeLines): void {
  const said: [string, string | number][] = [
    ['type_name', type.name],
    ['base_occupancy', type.baseOccupancy],
    ['max_occupancy', type.maxOccupancy],
  ]
  for (const [column, before] of said) {
    const text = row.value(column)
    const isSame = text === '' || (typeof before === 'number' ? Number(text) === before : text === before)
    if (!isSame) file.report(row.line, column, 'differs', text, `${before} (${type.firstLine})`)
  }
}
