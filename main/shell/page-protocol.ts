/** `app://keyrack/`: the built page's own files and nothing else, so that the window needs no address on the network. */
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { CustomScheme } from 'electron'

const PAGE_ORIGIN = 'app://keyrack'
export const PAGE_ADDRESS = `${PAGE_ORIGIN}/`

/** Standard, so that it has an origin and relative addresses; secure, as loopback is. No other origin may read it. */
export const PAGE_SCHEME: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

/**
 * As strict as the host's headers for browsers (`main/host/security-headers.ts`), and stricter in one thing: this page
 * speaks over a port, so it may connect to nowhere.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    'worker-src blob:',
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** Where the build puts files whose name changes with their content. */
const HASHED = '/assets/'

/** Whether an address is one of our page's own; a frame of anything else has no business with the shell. */
export function isPageAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}` === PAGE_ORIGIN
}

/**
 * Answers requests from a list of the files that were there at the start: what is not on it does not exist, however
 * an address is written.
 * @param dir the built page; may be missing, then nothing is found.
 */
export function pageHandler(dir: string): (request: Request) => Promise<Response> {
  const files = new Map(filesBelow(dir).map((path) => [`/${path}`, join(dir, path)]))
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, null)
    if (!isPageAddress(request.url)) return answer(404, null)
    const path = decoded(new URL(request.url).pathname)
    const file = path === null ? undefined : files.get(path === '/' ? '/index.html' : path)
    if (path === null || file === undefined) return answer(404, null)
    const body = await readFile(file).catch(() => null)
    if (body === null) return answer(404, null)
    return answer(200, request.method === 'HEAD' ? null : new Uint8Array(body), {
      'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': String(body.length),
      'cache-control': path.startsWith(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
  }
}

function answer(status: number, body: Uint8Array<ArrayBuffer> | null, headers: Record<string, string> = {}) {
  return new Response(body, { status, headers: { ...PAGE_HEADERS, ...headers } })
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** Paths with `/`. Folders are walked by hand, because an archive's file system knows no recursive listing. */
function filesBelow(dir: string, prefix = ''): string[] {
  let entries: ReturnType<typeof listing>
  try {
    entries = listing(join(dir, prefix))
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    const path = `${prefix}${entry.name}`
    if (entry.isDirectory()) return filesBelow(dir, `${path}/`)
    return entry.isFile() ? [path] : []
  })
}

function listing(dir: string) {
  return readdirSync(dir, { withFileTypes: true })
}
