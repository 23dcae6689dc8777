/** Folios: charges, payments, what takes them back, and what they refuse. */
import { expect, onTestFinished, test } from 'vitest'
import { LARGEST_AMOUNT_MINOR } from '../../shared/money.ts'
import { openTill, type Till } from './folio-fixture.ts'
import { EVERYTHING, key } from './ledger-fixture.ts'

const UNKNOWN = '00000000-0000-7000-8000-000000000000'

async function guestIn(): Promise<Till & { stayId: string; reservationId: string }> {
  const till = await openTill()
  onTestFinished(() => till.hotel.close())
  const { reservationId, stayIds } = await till.hotel.sell({ checkIn: true, roomId: till.hotel.room('101') })
  return { ...till, reservationId, stayId: stayIds[0]! }
}

/** Refused, and nothing was written. */
async function refused(
  till: Till,
  command: Promise<unknown>,
  code: string,
  data: object = {},
): Promise<void> {
  await expect(command).rejects.toMatchObject({ code, data })
  expect(till.hotel.differences()).toEqual([])
}

test('the first charge opens the stay’s own folio; an article has its price, another price when one is given', async () => {
  const till = await guestIn()
  expect(till.of(till.reservationId).folios).toEqual([])
  const first = await till.charge(till.stayId, 'BREAKFAST', { quantity: 2 })
  expect(first.balanceMinor).toBe(3_000)
  const second = await till.charge(till.stayId, 'BAR', { amountMinor: 750, text: 'Grüner Veltliner' })
  expect(second).toMatchObject({ folioId: first.folioId, balanceMinor: 3_750 })
  const { folios } = till.of(till.reservationId)
  expect(folios).toHaveLength(1)
  expect(folios[0]).toMatchObject({ stayId: till.stayId, name: 'Guest', status: 'open', currency: 'EUR' })
  expect(folios[0]!.postings).toMatchObject([
    { kind: 'charge', articleCode: 'BREAKFAST', text: 'breakfast', quantity: 2, amountMinor: 3_000 },
    { kind: 'charge', articleCode: 'BAR', text: 'Grüner Veltliner', quantity: 1, amountMinor: 750 },
  ])
  const timeline = till.hotel.ledger.queries.timeline({ reservationId: till.reservationId })
  expect(timeline.rows.filter(({ command }) => command === 'folios.post')).toHaveLength(2)
  expect(JSON.stringify(timeline.rows)).not.toContain('Veltliner')
})

test('a bill keeps the words it was written with when the article gets others', async () => {
  const till = await guestIn()
  await till.charge(till.stayId, 'PARKING')
  const changed = { code: 'PARKING', name: 'Garage', amountMinor: 2_500, taxCode: 'S', active: true }
  const { articleId } = await till.submit('folios.saveArticle', changed)
  expect(articleId).toBe(till.article('PARKING'))
  await till.charge(till.stayId, 'PARKING')
  expect(till.of(till.reservationId).folios[0]!.postings).toMatchObject([
    { text: 'parking', amountMinor: 2_000 },
    { text: 'Garage', amountMinor: 2_500 },
  ])
  const { articles } = till.hotel.ledger.queries.articles()
  expect(articles.map(({ code }) => code)).toEqual(['BAR', 'BREAKFAST', 'OLD', 'PARKING'])
})

test('a charge is refused without an article, an amount or a stay, and when it is too large', async () => {
  const till = await guestIn()
  const other = await till.hotel.sell({ type: 'SGL' })
  const foreign = await till.open(other.reservationId, 'Theirs')
  const { stayId } = till
  await refused(till, till.charge(UNKNOWN, 'BAR'), 'UnknownStay')
  await refused(till, till.charge(stayId, 'NONE'), 'UnknownArticle', { article: 'NONE' })
  await refused(till, till.charge(stayId, 'OLD'), 'UnknownArticle', { article: 'OLD' })
  await refused(till, till.charge(stayId, 'BAR'), 'AmountRequired', { article: 'BAR' })
  const most = { amountMinor: LARGEST_AMOUNT_MINOR }
  await refused(till, till.charge(stayId, 'BAR', { ...most, quantity: 2 }), 'AmountTooLarge')
  await refused(till, till.charge(stayId, 'BREAKFAST', { folioId: UNKNOWN }), 'UnknownFolio')
  const elsewhere = till.charge(stayId, 'BREAKFAST', { folioId: foreign })
  await refused(till, elsewhere, 'FolioOfAnotherReservation', { folioId: foreign })
  expect(till.of(till.reservationId).folios).toEqual([])
  await till.charge(stayId, 'BAR', most)
  const cancel = { idempotencyKey: key(), reason: '', agreedWithChannel: false, fee: 'waive' } as const
  await till.hotel.ledger.submit('reservations.cancel', EVERYTHING, {
    ...cancel,
    reservationId: other.reservationId,
  })
  await refused(till, till.charge(other.stayIds[0]!, 'BREAKFAST'), 'StayStateForbids', {
    status: 'cancelled',
  })
})

test('I9: a balance stays within what can be counted exactly', async () => {
  const till = await guestIn()
  const { folioId } = await till.charge(till.stayId, 'BAR', { amountMinor: 1_000 })
  const { sqlite } = till.hotel.ledger.store
  sqlite.prepare('UPDATE folio SET balance_minor = ?').run(Number.MAX_SAFE_INTEGER - 500)
  const more = till.charge(till.stayId, 'BAR', { amountMinor: 501 })
  await expect(more).rejects.toMatchObject({ code: 'AmountTooLarge', data: { largestMinor: 500 } })
  await till.charge(till.stayId, 'BAR', { amountMinor: 500 })
  expect(till.of(till.reservationId).folios[0]).toMatchObject({ balanceMinor: Number.MAX_SAFE_INTEGER })
  expect(till.hotel.differences()).toEqual([
    expect.stringMatching(/^I9: folio 1: balance is 9007199254740991/),
  ])
  sqlite.prepare('UPDATE folio SET balance_minor = 1500').run()
  await till.pay(folioId, 1_500)
})

test('routing sends articles and the room to other folios, from then on and until it ends', async () => {
  const till = await guestIn()
  const { stayId, reservationId } = till
  const firm = await till.open(reservationId, 'Firm')
  await till.charge(stayId, 'BREAKFAST')
  const articleIds = [null, till.article('BREAKFAST')]
  await till.submit('folios.route', { stayId, articleIds, folioId: firm })
  expect(till.of(reservationId).routing).toEqual([
    { stayId, articleId: null, folioId: firm },
    { stayId, articleId: till.article('BREAKFAST'), folioId: firm },
  ])
  await till.charge(stayId, 'BREAKFAST')
  await till.charge(stayId, 'PARKING')
  expect(till.balances(reservationId)).toEqual({ Firm: 1_500, Guest: 3_500 })
  // The choice of the moment comes before the routing.
  const own = till.of(reservationId).folios.find(({ name }) => name === 'Guest')!.id
  await till.charge(stayId, 'BREAKFAST', { folioId: own })
  await till.submit('folios.route', { stayId, articleIds: [till.article('BREAKFAST')], folioId: null })
  await till.charge(stayId, 'BREAKFAST')
  expect(till.balances(reservationId)).toEqual({ Firm: 1_500, Guest: 6_500 })

  const other = await till.hotel.sell({ type: 'SGL' })
  const foreign = await till.open(other.reservationId, 'Theirs')
  const route = (change: object) =>
    till.submit('folios.route', { stayId, articleIds: [null], folioId: firm, ...change })
  await refused(till, route({ folioId: foreign }), 'FolioOfAnotherReservation')
  await refused(till, route({ folioId: UNKNOWN }), 'UnknownFolio')
  await refused(till, route({ stayId: UNKNOWN }), 'UnknownStay')
  await refused(till, route({ articleIds: [UNKNOWN] }), 'UnknownArticle', { article: UNKNOWN })
})

test('I9: a folio closes at zero only, takes nothing then, and opens again', async () => {
  const till = await guestIn()
  const { stayId, reservationId } = till
  const { folioId, postingIds } = await till.charge(stayId, 'PARKING')
  const close = () => till.submit('folios.close', { folioId })
  await refused(till, close(), 'FolioNotBalanced', { folioId, balanceMinor: 2_000 })
  await refused(till, till.submit('folios.reopen', { folioId }), 'FolioOpen')
  await till.pay(folioId, 2_000)
  await close()
  expect(till.of(reservationId).folios).toMatchObject([{ status: 'closed', balanceMinor: 0 }])
  const closed = [
    close(),
    till.charge(stayId, 'PARKING'),
    till.charge(stayId, 'PARKING', { folioId }),
    till.pay(folioId, 1),
    till.submit('folios.refund', { folioId, amountMinor: 1, method: 'cash', reference: '' }),
    till.submit('folios.reverse', { postingId: postingIds[0]!, reason: 'x' }),
    till.submit('folios.split', { postingId: postingIds[0]!, part: { percent: 50 } }),
    till.nights(stayId, till.hotel.ledger.queries.hotel()!.horizon as never),
  ]
  for (const command of closed) await refused(till, command, 'FolioClosed', { folioId })
  const second = await till.open(reservationId, 'Second', stayId)
  await refused(till, till.submit('folios.transfer', { toFolioId: second, postingIds }), 'FolioClosed')
  await till.charge(stayId, 'PARKING')
  expect(till.balances(reservationId)).toEqual({ Guest: 0, Second: 2_000 })
  await till.submit('folios.reopen', { folioId })
  await till.charge(stayId, 'BREAKFAST')
  expect(till.balances(reservationId)).toEqual({ Guest: 1_500, Second: 2_000 })
})

test('I9: a posting is taken back once, by its opposite on its own folio, and a reversal never', async () => {
  const till = await guestIn()
  const { postingIds } = await till.charge(till.stayId, 'PARKING', { quantity: 3 })
  const [postingId] = postingIds as [string]
  const reverse = (id: string) => till.submit('folios.reverse', { postingId: id, reason: 'Wrong room' })
  const { postingIds: reversals } = await reverse(postingId)
  expect(till.of(till.reservationId).folios[0]).toMatchObject({
    balanceMinor: 0,
    postings: [
      { id: postingId, amountMinor: 6_000, reversedById: reversals[0], reversesId: null },
      { kind: 'charge', amountMinor: -6_000, quantity: 3, text: 'Wrong room', reversesId: postingId },
    ],
  })
  await refused(till, reverse(postingId), 'PostingReversed', { postingId })
  await refused(till, reverse(reversals[0]!), 'PostingReversed')
  await refused(till, reverse(UNKNOWN), 'UnknownPosting')
})

test('no more is given back than was paid on the folio, deposits included, reversals not', async () => {
  const till = await guestIn()
  const { folioId } = await till.charge(till.stayId, 'PARKING')
  const money = { folioId, method: 'card', reference: '0042' } as const
  const { postingIds } = await till.submit('folios.pay', { ...money, amountMinor: 5_000, deposit: true })
  await till.pay(folioId, 700)
  const refund = (amountMinor: number) => till.submit('folios.refund', { ...money, amountMinor })
  await refused(till, refund(5_701), 'RefundTooLarge', { folioId, paidMinor: 5_700 })
  expect(await refund(200)).toMatchObject({ balanceMinor: 2_000 - 5_700 + 200 })
  await till.submit('folios.reverse', { postingId: postingIds[0]!, reason: 'Other guest' })
  await refused(till, refund(501), 'RefundTooLarge', { paidMinor: 500 })
  await refund(500)
  await refused(till, refund(1), 'RefundTooLarge', { paidMinor: 0 })
  await refused(till, till.pay(UNKNOWN, 1), 'UnknownFolio')
  const kinds = till.of(till.reservationId).folios[0]!.postings.map(({ kind, method }) => `${kind} ${method}`)
  expect(kinds).toEqual([
    'charge null',
    'deposit card',
    'payment cash',
    'refund card',
    'deposit card',
    'refund card',
  ])
})

test('I9: a posting is split by amount or by per cent, halves up, and sums to zero with its reversal', async () => {
  const till = await guestIn()
  const { stayId, reservationId } = till
  const firm = await till.open(reservationId, 'Firm')
  const { postingIds } = await till.charge(stayId, 'BAR', { amountMinor: 105, quantity: 3 })
  const split = (
    postingId: string,
    part: { percent: number } | { amountMinor: number },
    toFolioId?: string,
  ) => till.submit('folios.split', { postingId, part, toFolioId })
  const [, rest, half] = (await split(postingIds[0]!, { percent: 50 }, firm)).postingIds as [
    string,
    string,
    string,
  ]
  expect(till.balances(reservationId)).toEqual({ Firm: 158, Guest: 157 })
  const { folios } = till.of(reservationId)
  const parts = folios.flatMap(({ postings }) => postings).filter(({ transferId }) => transferId !== null)
  expect(new Set(parts.map(({ transferId }) => transferId)).size).toBe(1)
  expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0)
  expect(parts.map(({ stayId: of, articleCode, quantity }) => [of, articleCode, quantity])).toEqual([
    [stayId, 'BAR', 1],
    [stayId, 'BAR', 3],
    [stayId, 'BAR', 1],
  ])
  await split(rest, { amountMinor: 1 })
  expect(till.balances(reservationId)).toEqual({ Firm: 158, Guest: 157 })
  await refused(till, split(half, { amountMinor: 158 }), 'SplitNotWithin')
  await refused(till, split(rest, { percent: 10 }), 'PostingReversed', { postingId: rest })
  await refused(till, split(UNKNOWN, { percent: 10 }), 'UnknownPosting')
  await refused(till, split(half, { percent: 10 }, UNKNOWN), 'UnknownFolio')
  const paid = await till.pay(firm, 101)
  const [, stays, moves] = (await split(paid.postingIds[0]!, { percent: 2.5 })).postingIds
  const amounts = new Map(
    till
      .of(reservationId)
      .folios.flatMap(({ postings }) => postings.map(({ id, amountMinor }) => [id, amountMinor])),
  )
  // 2.525 is rounded to 3 whether it is owed or paid.
  expect([amounts.get(stays!), amounts.get(moves!)]).toEqual([-98, -3])
  const one = await till.charge(stayId, 'BAR', { amountMinor: 1 })
  await refused(till, split(one.postingIds[0]!, { percent: 50 }), 'SplitNotWithin')
})

test('I9: postings move between folios of one reservation, and what was there is there no more', async () => {
  const till = await guestIn()
  const { stayId, reservationId } = till
  const firm = await till.open(reservationId, 'Firm')
  const a = await till.charge(stayId, 'PARKING', { quantity: 2, text: 'Bus' })
  const b = await till.pay(a.folioId, 1_500)
  const postingIds = [...a.postingIds, ...b.postingIds, ...a.postingIds]
  const transfer = (ids: string[], toFolioId = firm) =>
    till.submit('folios.transfer', { toFolioId, postingIds: ids })
  expect((await transfer(postingIds)).postingIds).toHaveLength(4)
  expect(till.balances(reservationId)).toEqual({ Firm: 2_500, Guest: 0 })
  const moved = till.of(reservationId).folios.find(({ name }) => name === 'Firm')!.postings
  expect(moved).toMatchObject([
    { kind: 'charge', articleCode: 'PARKING', text: 'Bus', quantity: 2, amountMinor: 4_000, stayId },
    { kind: 'payment', method: 'cash', amountMinor: -1_500 },
  ])
  expect((await transfer(moved.map(({ id }) => id))).postingIds).toEqual([])
  await refused(till, transfer(postingIds), 'PostingReversed', { postingId: a.postingIds[0] })
  await refused(till, transfer([UNKNOWN]), 'UnknownPosting')
  await refused(till, transfer([moved[0]!.id], UNKNOWN), 'UnknownFolio')
  const other = await till.hotel.sell({ type: 'SGL' })
  const foreign = await till.open(other.reservationId, 'Theirs')
  await refused(till, transfer([moved[0]!.id], foreign), 'FolioOfAnotherReservation', { folioId: foreign })
  expect(till.balances(reservationId)).toEqual({ Firm: 2_500, Guest: 0 })
})

test('I9: what is in two currencies is not moved between them, and an article’s price means only the hotel’s', async () => {
  const till = await guestIn()
  const { stayId, reservationId } = till
  const euros = await till.charge(stayId, 'PARKING')
  till.hotel.ledger.store.sqlite.prepare("UPDATE reservation SET currency = 'USD'").run()
  const dollars = await till.open(reservationId, 'Dollars')
  const into = till.submit('folios.transfer', { toFolioId: dollars, postingIds: euros.postingIds })
  await refused(till, into, 'FolioOfAnotherCurrency', { folioId: dollars, currency: 'USD' })
  const [postingId, part] = [euros.postingIds[0]!, { percent: 50 }]
  const half = till.submit('folios.split', { postingId, part, toFolioId: dollars })
  await refused(till, half, 'FolioOfAnotherCurrency')
  await refused(till, till.charge(stayId, 'PARKING', { folioId: dollars }), 'AmountRequired')
  // Its own folio is in the currency of before: the stay gets one of its new currency.
  const { folioId } = await till.charge(stayId, 'PARKING', { amountMinor: 2_300 })
  expect(folioId).not.toBe(euros.folioId)
  expect(till.of(reservationId).folios.map(({ currency }) => currency)).toEqual(['EUR', 'USD', 'USD'])
})

test('a reservation has at most 20 further folios; the first of a stay is not one of them', async () => {
  const till = await guestIn()
  const { stayId, reservationId } = till
  for (let index = 0; index < 20; index++) await till.open(reservationId, `Bill ${index}`)
  await refused(till, till.open(reservationId, 'One more'), 'TooManyFolios', { folios: 20 })
  await till.charge(stayId, 'PARKING')
  await refused(till, till.open(reservationId, 'One more', stayId), 'TooManyFolios', { folios: 21 })
  await refused(till, till.open(UNKNOWN, 'x'), 'UnknownReservation')
  await refused(till, till.open(reservationId, 'x', UNKNOWN), 'UnknownStay')
  const other = await till.hotel.sell({ type: 'SGL' })
  const theirs = till.open(reservationId, 'x', other.stayIds[0]!)
  await refused(till, theirs, 'StayOfAnotherReservation', { stayId: other.stayIds[0] })
})

test('I9: nobody changes or removes a posting, or writes one into a closed folio, past the commands either', async () => {
  const till = await guestIn()
  const { folioId, postingIds } = await till.charge(till.stayId, 'PARKING')
  const { sqlite } = till.hotel.ledger.store
  expect(() => sqlite.prepare('UPDATE posting SET amount_minor = 1').run()).toThrow('append-only')
  expect(() => sqlite.prepare('DELETE FROM posting').run()).toThrow('append-only')
  const close = "UPDATE folio SET status = 'closed', closed_at = 1"
  expect(() => sqlite.prepare(close).run()).toThrow('CHECK')
  await till.submit('folios.reverse', { postingId: postingIds[0]!, reason: 'Test' })
  await till.submit('folios.close', { folioId })
  const write = `INSERT INTO posting (public_id, folio_id, seq, at, business_date, kind, text, amount_minor)
    SELECT 'x', folio_id, seq, at, business_date, kind, text, 5 FROM posting LIMIT 1`
  expect(() => sqlite.prepare(write).run()).toThrow('the folio is closed')
})

test('I9: verify finds a balance, a transfer, a reversal and a closed folio that are not what they should be', async () => {
  const till = await guestIn()
  const { stayId, reservationId } = till
  const firm = await till.open(reservationId, 'Firm')
  const { postingIds } = await till.charge(stayId, 'PARKING')
  await till.submit('folios.transfer', { toFolioId: firm, postingIds })
  expect(till.hotel.differences()).toEqual([])
  const { sqlite } = till.hotel.ledger.store
  sqlite.exec('DROP TRIGGER posting_is_append_only_update')
  sqlite.pragma('ignore_check_constraints = ON')
  const found = (change: string, undo: string): string[] => {
    sqlite.exec(change)
    const differences = till.hotel.differences()
    sqlite.exec(undo)
    expect(till.hotel.differences()).toEqual([])
    return differences.map((text) =>
      text.replace(/transfer \S+/, 'transfer').replace(/posting \d+/g, 'posting'),
    )
  }
  expect(
    found(
      'UPDATE folio SET balance_minor = 7 WHERE id = 2',
      'UPDATE folio SET balance_minor = 0 WHERE id = 2',
    ),
  ).toEqual(['I9: folio 2: balance is 7, its postings sum to 0'])
  const [more, less] = [1, -1].map(
    (by) => `UPDATE posting SET amount_minor = amount_minor + ${by} WHERE id = 2;
    UPDATE folio SET balance_minor = balance_minor + ${by} WHERE id = 2`,
  ) as [string, string]
  expect(found(more, less)).toEqual([
    'I9: transfer sums to 1',
    'I9: posting does not take back posting of its folio exactly',
  ])
  const [shut, reopened] = ["'closed', closed_at = 1", "'open', closed_at = NULL"].map(
    (status) => `UPDATE folio SET status = ${status} WHERE id = 1`,
  ) as [string, string]
  expect(found(shut, reopened)).toEqual(['I9: folio 1 is closed and its postings sum to 2000'])
})
