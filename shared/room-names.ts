/** Names of rooms as people type them: `101-112, 201, 203`; a name that is no range stands in quotes, `"1-12"`. */

export const MOST_ROOMS_PER_TYPE = 1_000
export const LONGEST_ROOM_NAME = 20

export type RoomNamesIssue =
  | { readonly code: 'backwards' | 'tooLong' | 'notAName' | 'openQuote' | 'twice'; readonly text: string }
  | { readonly code: 'tooMany'; readonly text: string; readonly limit: number }

export type RoomNames =
  | { readonly names: readonly string[]; readonly issue: null }
  | { readonly names: null; readonly issue: RoomNamesIssue }

const PIECES = /"[^"]*"|[^,;\n"]+|"/g
const RANGE = /^(?<prefix>[^\d]*)(?<first>\d{1,9})\s*[-–—]\s*(?<again>[^\d]*)(?<last>\d{1,9})$/
/** Numbers and ranges with nothing but blanks between them are a list, too; a name may have blanks in it. */
const BLANK_LIST = /^\d+(?:[-–—]\d+)?(?:\s+\d+(?:[-–—]\d+)?)+$/

/** No control characters, no quotes, 1 to 20 characters. */
export function isRoomName(text: string): boolean {
  return text.length >= 1 && text.length <= LONGEST_ROOM_NAME && !/["\p{Cc}]/u.test(text)
}

/** The names of a typed list, in order, at most 1,000; or the first thing that is wrong with it. */
export function readRoomNames(text: string): RoomNames {
  const names = new Set<string>()
  for (const piece of piecesOf(text)) {
    if (piece === '"') return wrong({ code: 'openQuote', text: text.trim().slice(0, 40) })
    const read = piece.startsWith('"') ? { names: [piece.slice(1, -1)], issue: null } : readPiece(piece)
    if (read.issue !== null) return read
    for (const name of read.names) {
      if (name.length > LONGEST_ROOM_NAME) return wrong({ code: 'tooLong', text: name })
      if (!isRoomName(name)) return wrong({ code: 'notAName', text: piece })
      if (names.has(name)) return wrong({ code: 'twice', text: name })
      names.add(name)
      if (names.size > MOST_ROOMS_PER_TYPE)
        return wrong({ code: 'tooMany', text: piece, limit: MOST_ROOMS_PER_TYPE })
    }
  }
  return { names: [...names], issue: null }
}

function piecesOf(text: string): string[] {
  const pieces = (text.match(PIECES) ?? []).map((piece) => piece.trim()).filter((piece) => piece !== '')
  return pieces.flatMap((piece) => (BLANK_LIST.test(piece) ? piece.split(/\s+/) : [piece]))
}

function readPiece(piece: string): RoomNames {
  const { prefix = '', first = '', again = '', last = '' } = RANGE.exec(piece)?.groups ?? {}
  // `Garden-House` is a name, and so is `A1-B4`: only one row of numbers is a range.
  if (first === '' || (again !== '' && again !== prefix)) return { names: [piece], issue: null }
  const from = Number(first)
  const count = Number(last) - from + 1
  if (count < 1) return wrong({ code: 'backwards', text: piece })
  if (count > MOST_ROOMS_PER_TYPE) return wrong({ code: 'tooMany', text: piece, limit: MOST_ROOMS_PER_TYPE })
  const width = first.startsWith('0') ? first.length : 0
  const names = Array.from({ length: count }, (_, index) =>
    `${prefix}${String(from + index).padStart(width, '0')}`.trim(),
  )
  return { names, issue: null }
}

/** The shortest list that reads as these names again. They must be names. */
export function roomNamesText(names: readonly string[]): string {
  const pieces: string[] = []
  for (let start = 0; start < names.length; ) {
    const end = runFrom(names, start)
    const first = names[start] ?? ''
    pieces.push(end - start > 2 ? `${first}-${names[end - 1]}` : quoted(first))
    start = end - start > 2 ? end : start + 1
  }
  return pieces.join(', ')
}

/** Index after the last name of the row of numbers that starts there. */
function runFrom(names: readonly string[], start: number): number {
  let end = start + 1
  while (end < names.length) {
    const range = readRoomNames(`${names[start]}-${names[end]}`)
    const run = names.slice(start, end + 1)
    if (range.names === null || range.names.length !== run.length) break
    if (!run.every((name, index) => name === range.names[index])) break
    end += 1
  }
  return end
}

function quoted(name: string): string {
  const read = readRoomNames(name)
  return read.names?.length === 1 && read.names[0] === name ? name : `"${name}"`
}

function wrong(issue: RoomNamesIssue): RoomNames {
  return { names: null, issue }
}
