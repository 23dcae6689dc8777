/** Excel files are read and written as the CSV that everything else knows. */
import { expect, test } from 'vitest'
import { csvOfWorkbook, isWorkbook, workbookOfCsv } from '../../renderer/rates/rate-workbook.ts'
import { readCsv } from '../../shared/csv-table.ts'

const CSV = [
  'type_code,plan_code,first_night,last_night,price_1,price_2,closed',
  '7,FLEX,2027-02-01,2027-02-28,89.50,109.00,no',
  '"A, B",NRF,2027-03-01,2027-03-01,,,yes',
  '',
].join('\r\n')

test('what is written as a workbook is read as the table that it was', async () => {
  const blob = await workbookOfCsv(CSV)
  const bytes = new Uint8Array(await blob.arrayBuffer())
  expect(isWorkbook(bytes)).toBe(true)
  const read = readCsv(await csvOfWorkbook(bytes))
  expect(read?.columns).toEqual(readCsv(CSV)?.columns)
  expect(read?.rows.map(({ line, fields }) => [line, ...fields])).toEqual([
    [2, '7', 'FLEX', '2027-02-01', '2027-02-28', '89.5', '109', 'no'],
    [3, 'A, B', 'NRF', '2027-03-01', '2027-03-01', '', '', 'yes'],
  ])
})

test('what only looks like a workbook is refused', async () => {
  const bytes = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])
  expect(isWorkbook(bytes)).toBe(true)
  await expect(csvOfWorkbook(bytes)).rejects.toThrow()
  expect(isWorkbook(new TextEncoder().encode('type_code'))).toBe(false)
})
