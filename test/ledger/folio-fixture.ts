/** Folio commands of a test hotel in a word each, and what its folios look like. */
import type { Commands } from '../../main/ledger/commands.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

type FolioCommand = Extract<keyof Commands, `folios.${string}`>
type Given<N extends FolioCommand> = Omit<Commands[N]['input'], 'idempotencyKey'>
type Answer<N extends FolioCommand> = Promise<Commands[N]['output']>

export interface Till {
  readonly hotel: TestHotel
  submit<N extends FolioCommand>(name: N, input: Given<N>): Answer<N>
  charge(stayId: string, articleCode: string, more?: Partial<Given<'folios.post'>>): Answer<'folios.post'>
  pay(folioId: string, amountMinor: number): Answer<'folios.pay'>
  open(reservationId: string, name: string, stayId?: string): Promise<string>
  nights(stayId: string, through?: IsoDate): Answer<'folios.postNights'>
  of(reservationId: string): ReturnType<TestHotel['ledger']['queries']['folios']>
  /** Balance by folio's name. */
  balances(reservationId: string): Record<string, number>
  article(code: string): string
}

/** Articles BREAKFAST at 15.00, PARKING at 20.00, BAR without a price, and OLD, which is not sold any more. */
export async function openTill(types?: Record<string, number>): Promise<Till> {
  const hotel = await openTestHotel(types === undefined ? {} : { types })
  const submit: Till['submit'] = (name, input) =>
    hotel.ledger.submit(name, EVERYTHING, { ...input, idempotencyKey: key() } as never)
  for (const [code, amountMinor] of [
    ['BREAKFAST', 1_500],
    ['PARKING', 2_000],
    ['BAR', null],
    ['OLD', 100],
  ] as const) {
    await submit('folios.saveArticle', {
      code,
      name: code.toLowerCase(),
      amountMinor,
      taxCode: '',
      active: code !== 'OLD',
    })
  }
  const of: Till['of'] = (reservationId) => hotel.ledger.queries.folios({ reservationId })
  return {
    hotel,
    submit,
    of,
    charge: (stayId, articleCode, more = {}) =>
      submit('folios.post', { stayId, articleCode, quantity: 1, text: '', ...more }),
    pay: (folioId, amountMinor) =>
      submit('folios.pay', { folioId, amountMinor, method: 'cash', deposit: false, reference: '' }),
    open: async (reservationId, name, stayId) =>
      (await submit('folios.open', { reservationId, name, stayId })).folioId,
    nights: (stayId, through) => submit('folios.postNights', { stayId, through }),
    balances: (reservationId) =>
      Object.fromEntries(of(reservationId).folios.map((folio) => [folio.name, folio.balanceMinor])),
    article: (code) => hotel.ledger.queries.articles().articles.find((article) => article.code === code)!.id,
  }
}
