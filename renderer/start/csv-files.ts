/** Files as people have them: which of the two it is, its text whatever program wrote it, and templates to begin with. */
import { readCsv } from '../../shared/csv-table.ts'
import { MOST_FILE_CHARACTERS, type SetUpFile } from '../../shared/set-up-issues.ts'

export type FileKind = 'rooms' | 'prices'

/** Four bytes a character is the most that any encoding takes. */
export const MOST_FILE_BYTES = MOST_FILE_CHARACTERS * 4

/** UTF-8, UTF-16 with its mark, or what spreadsheets on Windows write, which every byte is valid in. */
export function textOfBytes(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** By its columns, not by its name. */
export function kindOf({ text }: SetUpFile): FileKind {
  const columns = text.length > MOST_FILE_CHARACTERS ? [] : (readCsv(text)?.columns ?? [])
  return columns.includes('plan_code') || columns.includes('price_1') ? 'prices' : 'rooms'
}

export const TEMPLATES: Readonly<Record<FileKind, SetUpFile>> = {
  rooms: {
    name: 'rooms.csv',
    text: [
      'room,type_code,type_name,base_occupancy,max_occupancy',
      '101,DBL,Double,2,2',
      '102,DBL,,,',
      '201,FAM,Family room,3,4',
      '',
    ].join('\r\n'),
  },
  prices: {
    name: 'prices.csv',
    text: [
      'type_code,plan_code,plan_name,first_night,last_night,price_1,price_2,price_3',
      'DBL,FLEX,Flexible,,,89.00,109.00,',
      'DBL,FLEX,,2027-06-01,2027-08-31,109.00,129.00,',
      'FAM,FLEX,,,,129.00,149.00,169.00',
      '',
    ].join('\r\n'),
  },
}

/** An address that saves the template where it is followed; with the mark that spreadsheets know UTF-8 by. */
export function templateUrl(kind: FileKind): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${TEMPLATES[kind].text}`)}`
}
