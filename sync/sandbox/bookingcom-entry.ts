/**
 * The sandbox Booking.com as a process: says its address when it is ready (by hand, in one JSON line on stdout), and ends
 * with whoever started it.
 * `--port N --db FILE --hotel-code X --username U`; the password comes from KEYRACK_SANDBOX_PASSWORD or `--password`.
 */
import { parseArgs } from 'node:util'
import { startBookingcomSandbox } from './bookingcom-sandbox.ts'
import { liveWithParent } from './child-life.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    db: { type: 'string' },
    'hotel-code': { type: 'string' },
    username: { type: 'string' },
    password: { type: 'string' },
    currency: { type: 'string', default: 'EUR' },
    seed: { type: 'string', default: '1' },
    'top-up': { type: 'boolean', default: false },
  },
})
const password = process.env.KEYRACK_SANDBOX_PASSWORD ?? values.password
const { db, username, 'hotel-code': hotelCode } = values
const port = Number(values.port)
const seed = Number(values.seed)
if (!db || !username || !hotelCode || !password) {
  console.error(
    'The sandbox needs --db, --hotel-code, --username, and KEYRACK_SANDBOX_PASSWORD or --password.',
  )
  process.exit(2)
}
if (!Number.isInteger(port) || port < 0 || port > 65_535 || !Number.isInteger(seed)) {
  console.error('--port must be 0 to 65535, and --seed a whole number.')
  process.exit(2)
}

const sandbox = await startBookingcomSandbox({
  db,
  hotelCode,
  username,
  password,
  port,
  seed,
  currency: values.currency,
  topUp: values['top-up'],
  report: (error) => console.error(error),
})

liveWithParent(
  { url: sandbox.url },
  () => sandbox.close(),
  (look) => void setInterval(look, 1_000).unref(),
)
