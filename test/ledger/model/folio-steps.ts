/**
 * Folios in the naive hotel: lists of amounts. What a check-out posts by itself is learned from the file, and must then be
 * what the stay's nights cost.
 */
import fc from 'fast-check'
import { expect } from 'vitest'
import { type Folio, type House, type Posting, refuse } from './house.ts'
import { pick, pickOf, pickStay, type Step, step } from './step.ts'
import { agree, ask, learnOffers, type World } from './world.ts'

const amount = fc.integer({ min: 1, max: 20_000 })

const balance = (folio: Folio): number => folio.postings.reduce((sum, each) => sum + each.amount, 0)
const own = (house: House, { id }: Folio): Folio => house.state.folios.find((folio) => folio.id === id)!
const isMoney = ({ kind }: Posting): boolean => kind === 'payment' || kind === 'deposit' || kind === 'refund'

/** What stands: neither taken back, nor taking back. */
const stands = ({ isReversed, reverses }: Posting): boolean => !isReversed && reverses === null

interface Stored {
  id: string
  folio: string
  amount: number
  kind: Posting['kind']
  stay: string | null
  night: string | null
  reverses: string | null
}

/** Postings and folios that the ledger has and the naive hotel has not: of commands that say no more of them. */
export function learnPostings({ house, hotel }: World): void {
  const { sqlite } = hotel.ledger.store
  const { folios } = house.state
  const opened = sqlite
    .prepare(
      `SELECT f.public_id AS id, s.public_id AS stay, r.public_id AS reservation FROM folio AS f
         JOIN reservation AS r ON r.id = f.reservation_id LEFT JOIN stay AS s ON s.id = f.stay_id ORDER BY f.id LIMIT -1 OFFSET ?`,
    )
    .all(folios.length) as { id: string; stay: string | null; reservation: string }[]
  for (const folio of opened) folios.push({ ...folio, status: 'open', postings: [] })
  const known = folios.reduce((sum, { postings }) => sum + postings.length, 0)
  const rows = sqlite
    .prepare(
      `SELECT p.public_id AS id, f.public_id AS folio, p.amount_minor AS amount, p.kind, s.public_id AS stay, p.night,
              back.public_id AS reverses
         FROM posting AS p JOIN folio AS f ON f.id = p.folio_id LEFT JOIN stay AS s ON s.id = p.stay_id
         LEFT JOIN posting AS back ON back.id = p.reverses_id ORDER BY p.id LIMIT -1 OFFSET ?`,
    )
    .all(known) as Stored[]
  for (const { folio: folioId, ...row } of rows) {
    const folio = folios.find(({ id }) => id === folioId)!
    folio.postings.push({ ...row, isReversed: false })
    if (row.reverses === null) continue
    const taken = folio.postings.find(({ id }) => id === row.reverses)!
    expect(row.amount, 'a reversal is exactly what it takes back').toBe(-taken.amount)
    expect(taken.isReversed, 'nothing is taken back twice').toBe(false)
    taken.isReversed = true
  }
}

/** I9: balances are sums, a closed folio is zero, and a guest who left owes what the nights cost. */
export function checkFolios({ house, hotel }: World): void {
  const stored = hotel.ledger.store.sqlite
    .prepare('SELECT public_id, status, balance_minor FROM folio ORDER BY id')
    .raw()
    .all()
  expect(stored).toEqual(house.state.folios.map((folio) => [folio.id, folio.status, balance(folio)]))
  for (const folio of house.state.folios) if (folio.status === 'closed') expect(balance(folio)).toBe(0)
  const postings = house.state.folios.flatMap((folio) => folio.postings)
  for (const stay of house.state.stays) {
    if (stay.status !== 'departed') continue
    const nights = [...stay.nights.values()].filter(({ counted }) => counted)
    const due = nights.reduce((sum, night) => sum + night.amount, 0)
    const charged = postings
      .filter((each) => each.kind === 'room' && each.stay === stay.id)
      .reduce((sum, each) => sum + each.amount, 0)
    expect(charged, `${stay.id} left`).toBe(due)
  }
}

const post = step('folios.post', 3, fc.record({ pick, amount }), async (world, drawn) => {
  const stay = pickStay(world, drawn.pick, ['in_house', 'departed'])
  if (stay === undefined) return
  await agree(
    world,
    'folios.post',
    { stayId: stay.id, articleCode: 'BAR', quantity: 2, amountMinor: drawn.amount, text: '' },
    (house) => {
      const bills = house.state.folios.filter((folio) => folio.stay === stay.id)
      const isSettled = bills.length > 0 && bills.every(({ status }) => status === 'closed')
      if (house.stay(stay.id).status === 'cancelled' || isSettled) refuse()
    },
  )
})

const postNights = step('folios.postNights', 1, pick, async (world, pick) => {
  const stay = pickStay(world, pick, ['in_house'])
  if (stay === undefined) return
  // Whether a settled bill is asked for depends on what is left to post: then it may say so.
  const answer = await ask(world, 'folios.postNights', { stayId: stay.id })
  if (answer === null) return
  world.house.accepts(() => undefined)
  learnOffers(world)
})

/** A step about one folio. */
function folioStep<I>(
  name: string,
  weight: number,
  input: fc.Arbitrary<I>,
  run: (world: World, folio: Folio, input: I) => Promise<void>,
): Step {
  return step(name, weight, fc.record({ pick, input }), async (world, drawn) => {
    const folio = pickOf(world.house.state.folios, drawn.pick)
    if (folio !== undefined) await run(world, folio, drawn.input)
  })
}

const pay = folioStep(
  'folios.pay',
  3,
  fc.record({ amount, isWhole: fc.boolean() }),
  async (world, folio, { amount, isWhole }) => {
    const amountMinor = isWhole ? Math.max(1, balance(folio)) : amount
    await agree(
      world,
      'folios.pay',
      { folioId: folio.id, amountMinor, method: 'card', deposit: !isWhole, reference: '' },
      (house) => {
        if (own(house, folio).status !== 'open') refuse()
      },
    )
  },
)

const refund = folioStep('folios.refund', 1, amount, async (world, folio, amountMinor) => {
  await agree(
    world,
    'folios.refund',
    { folioId: folio.id, amountMinor, method: 'cash', reference: '' },
    (house) => {
      const target = own(house, folio)
      const paid = -target.postings.filter(isMoney).reduce((sum, each) => sum + each.amount, 0)
      if (target.status !== 'open' || amountMinor > paid) refuse()
    },
  )
})

const reverse = folioStep('folios.reverse', 2, pick, async (world, folio, pick) => {
  // A night that is taken back by hand is posted again by the next `postNights`; until then less is charged than slept.
  const posting = pickOf(
    folio.postings.filter(({ kind }) => kind !== 'room'),
    pick,
  )
  if (posting === undefined) return
  await agree(world, 'folios.reverse', { postingId: posting.id, reason: 'mistake' }, (house) => {
    if (own(house, folio).status !== 'open' || !stands(posting)) refuse()
  })
})

const split = folioStep('folios.split', 2, fc.record({ pick, amount }), async (world, folio, drawn) => {
  const posting = pickOf(folio.postings, drawn.pick)
  if (posting === undefined) return
  const others = world.house.state.folios.filter(({ reservation }) => reservation === folio.reservation)
  const target = pickOf(others, drawn.pick)!
  await agree(
    world,
    'folios.split',
    { postingId: posting.id, part: { amountMinor: drawn.amount }, toFolioId: target.id },
    (house) => {
      if (own(house, folio).status !== 'open' || own(house, target).status !== 'open') refuse()
      if (!stands(posting) || drawn.amount >= Math.abs(posting.amount)) refuse()
    },
  )
})

const transfer = folioStep(
  'folios.transfer',
  2,
  fc.record({ pick, to: pick }),
  async (world, folio, drawn) => {
    const posting = pickOf(folio.postings, drawn.pick)
    const target = pickOf(world.house.state.folios, drawn.to)
    if (posting === undefined || target === undefined || target === folio) return
    await agree(world, 'folios.transfer', { toFolioId: target.id, postingIds: [posting.id] }, (house) => {
      if (target.reservation !== folio.reservation || !stands(posting)) refuse()
      if (own(house, folio).status !== 'open' || own(house, target).status !== 'open') refuse()
    })
  },
)

const open = step('folios.open', 1, pick, async (world, pick) => {
  const reservation = pickOf([...world.house.state.reservations.values()], pick)
  if (reservation === undefined) return
  const most = 20
  await agree(world, 'folios.open', { reservationId: reservation.id, name: 'Company' }, (house) => {
    if (house.state.folios.filter((folio) => folio.reservation === reservation.id).length >= most) refuse()
  })
})

const close = folioStep('folios.close', 2, fc.constant(null), async (world, folio) => {
  await agree(world, 'folios.close', { folioId: folio.id }, (house) => {
    const target = own(house, folio)
    if (target.status !== 'open' || balance(target) !== 0) refuse()
    target.status = 'closed'
  })
})

const reopen = folioStep('folios.reopen', 1, fc.constant(null), async (world, folio) => {
  await agree(world, 'folios.reopen', { folioId: folio.id }, (house) => {
    const target = own(house, folio)
    if (target.status !== 'closed') refuse()
    target.status = 'open'
  })
})

export const FOLIO_STEPS: Step[] = [
  post,
  postNights,
  pay,
  refund,
  reverse,
  split,
  transfer,
  open,
  close,
  reopen,
]
