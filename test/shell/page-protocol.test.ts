/** app://keyrack/ answers with the page's own files, in a strict policy, and with nothing else of the machine. */
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { securityHeaders } from '../../main/host/security-headers.ts'
import { isPageAddress, PAGE_HEADERS, PAGE_SCHEME, pageHandler } from '../../main/shell/page-protocol.ts'
import { smallPage, tempFolder } from './shell-under-test.ts'

const get = (handler: ReturnType<typeof pageHandler>, url: string, init?: RequestInit) =>
  handler(new Request(url, init))

test('the page and its files come with their types, and hashed ones are kept for ever', async () => {
  const handler = pageHandler(smallPage())
  const page = await get(handler, 'app://keyrack/')
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(await page.text()).toContain('<div id="root">')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const script = await get(handler, 'app://keyrack/assets/desk-1a2b.js?x=1#y')
  expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8'])
  expect(script.headers.get('cache-control')).toContain('immutable')
  const font = await get(handler, 'app://keyrack/assets/inter-3c4d.woff2')
  expect([font.headers.get('content-type'), await font.text()]).toEqual(['font/woff2', 'font'])
})

test.each([
  'app://keyrack/../secret.txt',
  'app://keyrack/%2e%2e/secret.txt',
  'app://keyrack/..%2fsecret.txt',
  'app://keyrack/assets/..%2f..%2fsecret.txt',
  'app://keyrack/assets/..%5c..%5csecret.txt',
  'app://keyrack//etc/passwd',
  'app://keyrack/%2fetc%2fpasswd',
  'app://keyrack/%00',
  'app://keyrack/%',
  'app://keyrack/assets',
  'app://keyrack/assets/',
  'app://keyrack/missing.js',
  'app://keyrack/link.txt',
  'app://other/',
  'app://keyrack:80/',
])('%s is answered 404', async (url) => {
  const dir = smallPage()
  writeFileSync(join(dir, '..', 'secret.txt'), 'secret')
  symlinkSync(join(dir, '..', 'secret.txt'), join(dir, 'link.txt'))
  const answer = await get(pageHandler(dir), url)
  expect([answer.status, await answer.text()]).toEqual([404, ''])
})

test('whatever path is asked for, only the three files are ever answered', async () => {
  const handler = pageHandler(smallPage())
  const piece = fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '\\',
    'assets',
    'index.html',
    'desk-1a2b.js',
    'etc',
    '',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
      const answer = await get(handler, `app://keyrack/${pieces.join('/')}`)
      const text = await answer.text()
      if (answer.status === 200) expect(['<!doctype html><div id="root"></div>', 'export {}']).toContain(text)
      else expect([answer.status, text]).toEqual([404, ''])
    }),
  )
})

test('only reading is answered, and a page that is not built is not found', async () => {
  const handler = pageHandler(smallPage())
  expect((await get(handler, 'app://keyrack/', { method: 'POST', body: 'x' })).status).toBe(405)
  const head = await get(handler, 'app://keyrack/', { method: 'HEAD' })
  expect([head.status, await head.text(), Number(head.headers.get('content-length')) > 0]).toEqual([
    200,
    '',
    true,
  ])
  expect((await get(pageHandler(join(tempFolder(), 'missing')), 'app://keyrack/')).status).toBe(404)
})

test('every answer carries the policy, which is the one for browsers but connects to nowhere', async () => {
  const handler = pageHandler(smallPage())
  for (const url of ['app://keyrack/', 'app://keyrack/missing.js']) {
    const { headers } = await get(handler, url)
    for (const [name, value] of Object.entries(PAGE_HEADERS)) expect(headers.get(name)).toBe(value)
  }
  const policyOf = (headers: Readonly<Record<string, string>>) =>
    headers['content-security-policy']!.split('; ')
  const forBrowsers = securityHeaders(4780)
  const others = (headers: Readonly<Record<string, string>>) =>
    policyOf(headers).filter((directive) => !directive.startsWith('connect-src'))
  expect(others(PAGE_HEADERS)).toEqual(others(forBrowsers))
  expect(policyOf(PAGE_HEADERS)).toContain("connect-src 'none'")
  expect(Object.keys(PAGE_HEADERS)).toEqual(Object.keys(forBrowsers))
})

test('the scheme has an origin and is secure, and no other origin may read it', () => {
  expect(PAGE_SCHEME).toMatchObject({ scheme: 'app', privileges: { standard: true, secure: true } })
  expect(PAGE_SCHEME.privileges).not.toHaveProperty('corsEnabled')
  expect(PAGE_SCHEME.privileges).not.toHaveProperty('bypassCSP')
})

test.each([
  ['app://keyrack/', true],
  ['app://keyrack/index.html#x', true],
  ['app://keyrack.evil/', false],
  ['app://keyrack@evil/', false],
  ['http://keyrack/', false],
  ['about:blank', false],
  ['', false],
])('%s is one of our own addresses: %s', (url, expected) => {
  expect(isPageAddress(url)).toBe(expected)
})
