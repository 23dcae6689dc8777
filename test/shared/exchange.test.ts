/** The exchange rate files of the European Central Bank, in both forms, and files that only look like them. */
import { describe, expect, test } from 'vitest'
import { isoDate } from '../../shared/dates.ts'
import {
  converted,
  crossRate,
  isOldRate,
  newestDaysFile,
  readExchangeFile,
} from '../../shared/rates/exchange.ts'

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <Cube>
    <Cube time='2026-11-20'>
      <Cube currency='USD' rate='1.0834'/>
      <Cube currency="JPY" rate="171.2"/>
    </Cube>
    <Cube time="2026-11-19"><Cube currency="USD" rate="1.0801"/></Cube>
  </Cube>
</gesmes:Envelope>`

describe('exchange rates', () => {
  test('a history as CSV, with currencies that were not quoted on a day', () => {
    expect(
      readExchangeFile('Date,USD,JPY,\r\n2026-11-20,1.0834,171.2,\r\n2026-11-19,1.0801,N/A,\r\n'),
    ).toEqual({
      rates: [
        { currency: 'USD', date: '2026-11-20', unitsPerEuro: 1.0834 },
        { currency: 'JPY', date: '2026-11-20', unitsPerEuro: 171.2 },
        { currency: 'USD', date: '2026-11-19', unitsPerEuro: 1.0801 },
      ],
    })
  })

  test('the file of one day, with spaces and a written date', () => {
    expect(readExchangeFile('Date, USD, JPY, \n20 November 2026, 1.0834, 171.2, \n')).toMatchObject({
      rates: [{ currency: 'USD', date: '2026-11-20' }, { currency: 'JPY' }],
    })
  })

  test('XML, with either quotes', () => {
    expect(readExchangeFile(XML)).toMatchObject({
      rates: [{ currency: 'USD' }, { currency: 'JPY' }, { date: '2026-11-19' }],
    })
  })

  test.each([
    ['', 1],
    ['Day,USD\n2026-11-20,1', 1],
    ['Date,Dollar\n2026-11-20,1', 1],
    ['Date,USD\n2026-11-20,1.1\n20.11.2026,1.1', 3],
    ['Date,USD\n2026-11-20,-1', 2],
    ['Date,USD\n2026-11-20,0', 2],
    ['Date,USD,USD\n2026-11-20,1.1,1.2', 1],
    ['Date,USD\n2026-11-20,1.1,1.2', 2],
    ['<Cube time="2026-11-20">\n<Cube currency="USD" rate="1"/>\n<Cube currency="JPY" rate=""/></Cube>', 3],
    ['<html><Cube currency="USD" rate="1.1"/></html>', 1],
    ['<!DOCTYPE x [<!ENTITY a "1">]><Cube time="2026-11-20"><Cube currency="USD" rate="1"/></Cube>', 1],
    ['<Cube time="2026-11-20"><Cube currency="USD" rate="&a;"/></Cube>', 1],
  ])('%j is refused with its line', (text, line) => {
    const read = readExchangeFile(text)

    expect(read).toMatchObject({ line })
  })

  test('a history as long as the contract takes it is read in one go', () => {
    const day = (index: number) => new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10)
    const cubes = Array.from(
      { length: 30 },
      (_, at) =>
        `<Cube currency="A${String.fromCharCode(65 + (at % 26))}${at < 26 ? 'A' : 'B'}" rate="1.5"/>`,
    )
    const text = Array.from(
      { length: 3_000 },
      (_, index) => `<Cube time="${day(index)}">\n${cubes.join('\n')}\n</Cube>`,
    ).join('\n')
    expect(text.length).toBeGreaterThan(2_500_000)
    const read = readExchangeFile(text)
    expect('rates' in read ? read.rates.length : read).toBe(90_000)
  })

  test('one currency in another goes through the euro', () => {
    expect(crossRate(1, 1.1)).toBeCloseTo(1.1)
    expect(crossRate(1.1, 165)).toBeCloseTo(150)
  })
})

describe('what is made of rates', () => {
  test('an amount in another currency has that currency’s own minor units', () => {
    expect(converted(18_400, 'EUR', { currency: 'USD', rate: 1.0834 })).toBe(19_935)
    expect(converted(18_400, 'EUR', { currency: 'JPY', rate: 171.2 })).toBe(31_501)
    expect(converted(31_501, 'JPY', { currency: 'EUR', rate: 1 / 171.2 })).toBe(18_400)
    expect(converted(-100, 'EUR', { currency: 'KWD', rate: 0.333 })).toBe(-333)
  })

  test('a rate is old after more than a week', () => {
    expect(isOldRate(isoDate('2026-11-19'), isoDate('2026-11-26'))).toBe(false)
    expect(isOldRate(isoDate('2026-11-18'), isoDate('2026-11-26'))).toBe(true)
  })

  test('the newest days of a long file are a file with the same rates, also of a currency that was quoted seldom', () => {
    const file = readExchangeFile(
      'Date,USD,JPY\n2026-11-18,1.07,170\n2026-11-20,1.0834,171.2\n2026-11-19,1.0801,N/A\n',
    )
    const rates = 'rates' in file ? file.rates : []
    const short = readExchangeFile(newestDaysFile(rates, 2))
    expect('rates' in short && short.rates).toEqual(rates.filter(({ date }) => date !== '2026-11-18'))
    expect(newestDaysFile(rates, 9).split('\n')).toHaveLength(5)
  })
})
