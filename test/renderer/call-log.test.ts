/** How a call to a channel reads: its body laid out, its filters, its size and its outcome. */
import { expect, test } from 'vitest'
import { callOutcome, matches, pathText, sizeText } from '../../renderer/channels/call-words.ts'
import { prettyBody } from '../../renderer/channels/pretty-body.ts'

test('XML gets a line for each element; a text stays beside its marks', () => {
  const text = '<?xml version="1.0"?><a x="1"><b>two <i/> words</b><c/><d>3</d></a>'
  expect(prettyBody(text)).toBe(
    [
      '<?xml version="1.0"?>',
      '<a x="1">',
      '  <b>two',
      '    <i/>',
      '    words',
      '  </b>',
      '  <c/>',
      '  <d>3</d>',
      '</a>',
    ].join('\n'),
  )
})

test('marks in comments and CDATA are text; a form keeps its head', () => {
  expect(prettyBody('<a><!-- <b> --><c><![CDATA[<x></y>]]></c></a>')).toBe(
    ['<a>', '  <!-- <b> -->', '  <c>', '    <![CDATA[<x></y>]]>', '  </c>', '</a>'].join('\n'),
  )
  expect(prettyBody('--b\r\nname="request"\r\n\r\n<a><b/></a>\r\n--b--')).toBe(
    '--b\r\nname="request"\n<a>\n  <b/>\n</a>\n--b--',
  )
})

test('what was cut is laid out as far as it goes', () => {
  expect(prettyBody('<a><b x="1"><c')).toBe('<a>\n  <b x="1">\n    <c')
  expect(prettyBody('{"a":[1,{"b":"x')).toBe('{\n  "a": [\n    1,\n    {\n      "b": "x')
})

test('JSON is laid out with its texts untouched', () => {
  const value = { a: [], b: {}, c: 'x,{"y"}: \\', d: [1, true, null], e: { f: -1.5e3 } }
  const pretty = prettyBody(JSON.stringify(value))
  expect(pretty).toBe(JSON.stringify(value, null, 2))
})

test('anything else stays as it is', () => {
  for (const text of ['', 'BEGIN:VCALENDAR\nEND:VCALENDAR', 'Bad gateway'])
    expect(prettyBody(text)).toBe(text)
})

test('a long body without a single end is laid out at once', () => {
  const began = performance.now()
  prettyBody('<a '.repeat(20_000))
  prettyBody('['.repeat(20_000))
  prettyBody(`{"${'\\"'.repeat(30_000)}`)
  prettyBody('<!--'.repeat(16_000))
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('filters: bookings are fetched and confirmed, failing is what has no answer or one of refusal', () => {
  const call = { kind: 'fetch', part: 'new', status: 200, failure: null } as const
  expect(matches(call, 'all') && matches(call, 'bookings')).toBe(true)
  expect(matches(call, 'send') || matches(call, 'failing')).toBe(false)
  expect(matches({ ...call, status: 503 }, 'failing')).toBe(true)
  expect(matches({ ...call, status: null, failure: 'Timeout' }, 'failing')).toBe(true)
  expect(callOutcome({ ...call, status: null, failure: 'Timeout' }, undefined)).toEqual({
    tone: 'danger',
    words: 'No answer (Timeout)',
  })
})

test('sizes and addresses are short', () => {
  expect([0, 999, 1_000, 65_536].map(sizeText)).toEqual(['0 B', '999 B', '1 kB', '65.5 kB'])
  expect(pathText('https://supply.example/hotels/ota?x=1')).toBe('/hotels/ota?x=1')
})
