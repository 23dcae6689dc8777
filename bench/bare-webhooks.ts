/**
 * The raw limit of taking webhooks in on this machine, as a process: node:http and better-sqlite3 alone, one row of the
 * same bytes for each request, committed in groups, answered after the commit. It asks for no credentials, looks at
 * nothing, seals nothing and recognises no repeat. `node bare-webhooks.ts DIR`
 */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'

const MOST_PER_COMMIT = 256
const ANSWER = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8"?>\n<OTA_HotelResNotifRS xmlns="http://www.opentravel.org/OTA/2003/05" TimeStamp="2027-03-01T12:00:00Z" Target="Production" Version="2.001"><Success/></OTA_HotelResNotifRS>',
)
const HEADERS = { 'content-type': 'application/xml; charset=utf-8', 'content-length': ANSWER.length }

const [dir = '.'] = process.argv.slice(2)
const sqlite = new Database(join(dir, 'bare.db'))
sqlite.pragma('journal_mode = WAL')
sqlite.pragma('synchronous = FULL')
sqlite.pragma('cache_size = -65536')
sqlite.pragma('wal_autocheckpoint = 4000')
sqlite.exec('CREATE TABLE message (seq INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT')
const begin = sqlite.prepare('BEGIN IMMEDIATE')
const insert = sqlite.prepare('INSERT INTO message (body) VALUES (?)')
const commit = sqlite.prepare('COMMIT')

let waiting: { body: Buffer; response: ServerResponse }[] = []

function drain(): void {
  const batch = waiting.slice(0, MOST_PER_COMMIT)
  waiting = waiting.slice(MOST_PER_COMMIT)
  begin.run()
  for (const { body } of batch) insert.run(body)
  commit.run()
  for (const { response } of batch) {
    response.writeHead(200, HEADERS)
    response.end(ANSWER)
  }
  if (waiting.length > 0) setImmediate(drain)
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (waiting.length === 0) setImmediate(drain)
    waiting.push({ body: Buffer.concat(chunks), response })
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit(0))
