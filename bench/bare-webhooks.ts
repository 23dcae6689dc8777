/**
 * The raw limit of taking webhooks in on this machine, as a process: node:http and better-sqlite3 alone. Each request
 * becomes the very row that the relay would store, with its keys, in a file of the relay's own settings; committed in
 * groups, answered after the commit. It asks for no credentials, looks at nothing, seals nothing, recognises no repeat
 * and keeps no account of what is read: numbers and keys are made up. `node bare-webhooks.ts DIR HOTELS`
 */
import { randomBytes } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openDatabase } from '../relay/store.ts'

const MOST_PER_COMMIT = 256
const ANSWER = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8"?>\n<OTA_HotelResNotifRS xmlns="http://www.opentravel.org/OTA/2003/05" TimeStamp="2027-03-01T12:00:00Z" Target="Production" Version="2.001"><Success/></OTA_HotelResNotifRS>',
)
const HEADERS = { 'content-type': 'application/xml; charset=utf-8', 'content-length': ANSWER.length }

const [dir = '.', hotels = '1'] = process.argv.slice(2)
const sqlite = openDatabase(dir, () => '', 0)
const begin = sqlite.prepare('BEGIN IMMEDIATE')
const insert = sqlite.prepare(
  'INSERT INTO mailbox (hotel, seq, source, message_key, received_at, body) VALUES (?, ?, ?, ?, ?, ?)',
)
const commit = sqlite.prepare('COMMIT')
let taken = 0

function store(body: Buffer): void {
  const hotel = (taken % Number(hotels)) + 1
  insert.run(hotel, Math.floor(taken++ / Number(hotels)) + 1, hotel, randomBytes(16), 1_800_000_000_000, body)
}

let waiting: { body: Buffer; response: ServerResponse }[] = []

function drain(): void {
  const batch = waiting.slice(0, MOST_PER_COMMIT)
  waiting = waiting.slice(MOST_PER_COMMIT)
  begin.run()
  for (const { body } of batch) store(body)
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
