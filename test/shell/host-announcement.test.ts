/** The shell shows only a host of this machine, and finds its announcement however the output is cut. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  announcementReader,
  type HostAnnouncement,
  openingAddress,
} from '../../main/shell/host-announcement.ts'

const LINE = '{"url":"http://127.0.0.1:4780","token":"t-1"}\n'

function read(...pieces: string[]): HostAnnouncement[] {
  const found: HostAnnouncement[] = []
  const take = announcementReader((announcement) => found.push(announcement))
  for (const piece of pieces) take(piece)
  return found
}

test('the announcement is found once, wherever the output is cut and whatever stands before it', () => {
  const output = `starting\n{"level":30}\n${LINE}${LINE}more\n`
  fc.assert(
    fc.property(fc.array(fc.nat(output.length), { maxLength: 8 }), (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), output.length]
      const pieces = edges.slice(1).map((end, index) => output.slice(edges[index], end))
      expect(read(...pieces)).toEqual([{ url: 'http://127.0.0.1:4780', token: 't-1' }])
    }),
  )
})

test.each([
  'http://192.168.1.5:4780',
  'https://desk.example',
  'http://127.0.0.1.example:80',
  'http://127.0.0.1:4780/other',
  'file:///etc/passwd',
  'nonsense',
])('a host at %s is not shown', (url) => {
  expect(read(`${JSON.stringify({ url, token: 't' })}\n`)).toEqual([])
})

test('a line without a token, without end or without measure is no announcement', () => {
  expect(read('{"url":"http://127.0.0.1:1"}\n')).toEqual([])
  expect(read('{"url":"http://127.0.0.1:1","token":""}\n')).toEqual([])
  expect(read(LINE.trimEnd())).toEqual([])
  expect(read('x'.repeat(100_000), '\n', LINE)).toHaveLength(1)
})

test('the token travels in the fragment, escaped', () => {
  const address = openingAddress({ url: 'http://127.0.0.1:4780', token: 'a b#c' })
  expect(address).toBe('http://127.0.0.1:4780/#token=a%20b%23c')
})
