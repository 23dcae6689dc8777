/** The journal is append-only and hash-chained, and `verify` finds whatever was changed behind its back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel()
  await hotel.sell({ roomId: hotel.room('101') })
  await hotel.sell()
})
afterEach(async () => hotel.close())

const run = (text: string) => hotel.ledger.store.sqlite.exec(text)
const withoutTriggers = (text: string) =>
  run(`DROP TRIGGER journal_is_append_only_update; DROP TRIGGER journal_is_append_only_delete; ${text}`)

describe('the list', () => {
  test('names the reservation of each row that is about one, also of one that names a stay', async () => {
    const sold = await hotel.sell({ type: 'SGL', roomId: hotel.room('103') })
    await hotel.ledger.submit('stays.checkIn', 'desk', {
      idempotencyKey: 'into-103',
      stayId: sold.stayIds[0]!,
    })
    const { rows } = hotel.ledger.queries.journal({ limit: 10 })
    expect(rows[0]).toMatchObject({ command: 'stays.checkIn', reservationId: sold.reservationId })
    expect(rows[1]).toMatchObject({ command: 'reservations.create', reservationId: sold.reservationId })
    expect(rows.find(({ command }) => command === 'property.setUp')?.reservationId).toBeNull()
  })

  test('a cancellation keeps its reason', async () => {
    const sold = await hotel.sell({ type: 'SGL' })
    await hotel.ledger.submit('reservations.cancel', 'desk', {
      idempotencyKey: 'changed-plans',
      reservationId: sold.reservationId,
      reason: 'Changed plans',
      agreedWithChannel: false,
      fee: 'policy',
    })
    expect(hotel.ledger.queries.journal({ limit: 1 }).rows[0]?.payload).toMatchObject({
      reason: 'Changed plans',
    })
  })
})

describe('I10', () => {
  test('the file refuses to change or delete a row', () => {
    expect(() => run(`UPDATE journal SET actor = 'nobody' WHERE seq = 2`)).toThrow(/append-only/)
    expect(() => run('DELETE FROM journal WHERE seq = 2')).toThrow(/append-only/)
  })

  test.each([
    [`UPDATE journal SET payload = '{}' WHERE seq = 3`, 'journal row 3 was edited'],
    [`UPDATE journal SET actor = 'nobody' WHERE seq = 2`, 'journal row 2 was edited'],
    [`DELETE FROM journal WHERE seq = 2`, 'journal row 2 is missing'],
    [`UPDATE journal SET hash = randomblob(32) WHERE seq = 2`, 'journal row 2 was edited'],
  ])('%s is found', (text, what) => {
    withoutTriggers(text)
    expect(hotel.differences()).toEqual([`I10: ${what}`])
  })

  test('names nobody: a guest’s name is in no payload and in no answer', () => {
    const texts = hotel.ledger.store.sqlite
      .prepare('SELECT payload FROM journal UNION ALL SELECT answer FROM command_answer')
      .pluck()
      .all()
    expect(JSON.stringify(texts)).not.toMatch(/Petersen|Anna/)
  })

  test('every command is one row, in order, newest first when read', () => {
    const { rows } = hotel.ledger.queries.journal({ limit: 10 })
    expect(rows.map((row) => [row.seq, row.command])).toEqual([
      [4, 'reservations.create'],
      [3, 'reservations.create'],
      [2, 'rates.setRange'],
      [1, 'property.setUp'],
    ])
  })
})

describe('verify', () => {
  test.each([
    [
      'I3',
      `UPDATE inventory SET booked = booked - 1 WHERE date = '${TODAY}' AND booked > 0`,
      /booked is 1, counted 2/,
    ],
    [
      'I3',
      `UPDATE inventory SET total = total + 1 WHERE date = '${TODAY}' AND room_type_id = 1`,
      /rooms in service/,
    ],
    ['I3', `UPDATE inventory SET held = 1 WHERE room_type_id = 2 AND date = '${TODAY}'`, /held is 1/],
    ['I3', `UPDATE stay SET departure = '2027-01-01' WHERE id = 1`, /has 2 nights/],
    ['I3', `UPDATE stay SET status = 'cancelled' WHERE id = 2`, /still counts/],
    ['I3', `UPDATE stay_night SET counted = 0 WHERE stay_id = 2`, /is reserved and does not count on/],
    [
      'I3',
      `UPDATE reservation SET status = 'cancelled' WHERE id = 2`,
      /is cancelled and its stay 2 is reserved/,
    ],
    ['I1', `UPDATE stay_night SET counted = 0 WHERE stay_id = 1`, /not counted/],
    [
      'I2',
      `UPDATE inventory SET booked = booked + 1, oversold = 1 WHERE room_type_id = 1 AND date = '${TODAY}'`,
      /oversold by 1, open cases 0/,
    ],
  ])('%s: finds %s', (invariant, text, what) => {
    run(text)
    const found = hotel.differences()
    expect(
      found.some((line) => line.startsWith(invariant) && what.test(line)),
      found.join('\n'),
    ).toBe(true)
  })
})
