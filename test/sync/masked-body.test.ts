/** What may be seen of a call: no credential and no card data, in any format, cut or whole. */
import { expect, test } from 'vitest'
import { LONGEST_CALL_BODY } from '../../shared/contract/channel-calls.ts'
import { maskedAddress, maskedAnswer, maskedRequest } from '../../sync/channels/masked-body.ts'

const SECRETS = { username: 'hotel-machine', password: `p&"4'<x` }
const CARD = '4111 1111 1111 1111'

test.each([
  ['an attribute', '<Authentication username="hotel-machine" password="p&amp;&quot;4\'&lt;x"/>'],
  ['an element', '<Security><User>hotel-machine</User><Password>p&amp;"4\'&lt;x</Password></Security>'],
  ['JSON', JSON.stringify({ user: 'hotel-machine', key: SECRETS.password })],
  ['a form', `key=${encodeURIComponent(SECRETS.password)}&a=1`],
  ['a header quoted back', `Basic ${Buffer.from(`hotel-machine:${SECRETS.password}`).toString('base64')}`],
])('a request’s credentials are hidden in %s', (_, body) => {
  const { text, bytes, isCut } = maskedRequest(body, SECRETS)
  expect(text).toContain('****')
  for (const secret of ['hotel-machine', "4'", Buffer.from('hotel-machine:').toString('base64').slice(0, 16)])
    expect(text).not.toContain(secret)
  expect({ bytes, isCut }).toEqual({ bytes: Buffer.byteLength(body), isCut: false })
})

test('a long request is cut with a mark, and a credential at the cut leaves no piece', () => {
  const secrets = { username: '', password: 'secret-of-the-hotel' }
  for (let at = LONGEST_CALL_BODY - 30; at < LONGEST_CALL_BODY + 2_600; at += 7) {
    const body = 'x'.repeat(at) + secrets.password + 'y'.repeat(5_000)
    const { text, bytes, isCut } = maskedRequest(body, secrets)
    expect(text).not.toContain('s')
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(LONGEST_CALL_BODY)
    expect({ bytes, isCut }).toEqual({ bytes: body.length, isCut: true })
  }
})

test('masking shortens what is kept, and still nothing of a credential at the cut is left', () => {
  const secrets = { username: '', password: 's'.repeat(300) }
  const before = `${secrets.password}|`.repeat(30)
  for (let at = LONGEST_CALL_BODY - 100; at < LONGEST_CALL_BODY + 2_600; at += 90) {
    const body = before + 'x'.repeat(at - before.length) + secrets.password + 'y'.repeat(5_000)
    expect(maskedRequest(body, secrets).text).not.toContain('s')
  }
})

test('a cut never ends in the middle of a character', () => {
  const { text, isCut } = maskedRequest('€'.repeat(LONGEST_CALL_BODY), SECRETS)
  expect(isCut).toBe(true)
  expect(text).toMatch(/^€+$/)
})

test.each([
  ['XML', `<R><PaymentCard CardNumber="${CARD}" SeriesCode="737"><Holder>Ann Ray</Holder></PaymentCard></R>`],
  ['JSON', JSON.stringify({ guarantee: { card_number: CARD, cvv: '737', holder: 'Ann Ray' } })],
])('an answer in %s has no card data, and keeps the rest', (_, body) => {
  const { text } = maskedAnswer(body, SECRETS)
  expect(text).toContain('****')
  for (const secret of ['4111', '737', 'Ann Ray']) expect(text).not.toContain(secret)
})

test('an answer that cannot be read keeps its words and no digits', () => {
  const page = `<html><p>Bad gateway<br>card ${CARD} cvc 737 of hotel-machine`
  expect(maskedAnswer(page, SECRETS).text).toBe('<html><p>Bad gateway<br>card **** cvc **** of hotel-machine')
  expect(maskedAnswer('{"card": 737', SECRETS).text).toBe('{"card": ****')
})

test('a calendar keeps its dates; an error’s text does not repeat the key', () => {
  const calendar = 'BEGIN:VCALENDAR\r\nDTSTART;VALUE=DATE:20270301\r\nEND:VCALENDAR'
  expect(maskedAnswer(calendar, SECRETS).text).toBe(calendar)
  const refused = '<E>The key k-4711-x is not known</E>'
  expect(maskedAnswer(refused, { username: '', password: 'k-4711-x' }).text).toBe(
    '<E>The key **** is not known</E>',
  )
})

test('an answer beyond what is read again is told by its length alone', () => {
  const bytes = 3 * 1024 * 1024
  expect(maskedAnswer('x'.repeat(bytes), SECRETS)).toEqual({ text: '', bytes, isCut: true })
})

test('an address shows no key; where the address itself is the secret, only its server', () => {
  const key = { username: '', password: 'a key' }
  expect(maskedAddress('https://channel.example/api?apiKey=a%20key&x=1', key)).toBe(
    'https://channel.example/api?apiKey=****&x=1',
  )
  const calendar = { username: '', password: 'https://calendar.example/feed/unguessable' }
  expect(maskedAddress('https://calendar.example/other/unguessable', calendar)).toBe(
    'https://calendar.example/****',
  )
})
