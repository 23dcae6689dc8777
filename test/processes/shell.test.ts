/** The whole chain below Electron: page, preload, shell, ports, host, ledger, sync and sandbox, each as it is delivered. */
import { expect, test, vi } from 'vitest'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { connect, PATIENT, pageOf, startShell, untilLive } from '../shell/shell-under-test.ts'
import { stillRunning } from './process-table.ts'

const HOST = 'Keyrack host'
const SYNC = 'Keyrack sync'
const SANDBOX = 'Keyrack sandbox'

test('a page sells over its port, the sale reaches the channel, and quitting leaves no process behind', async () => {
  const shell = await startShell({ args: ['--demo'] })
  const client = connect(await pageOf(shell))
  await untilLive(client)
  expect(await client.calls.session.who()).toMatchObject({ actor: 'desk' })
  const { hotel, sandbox } = await client.calls.property.get()
  expect([hotel?.rooms.length, sandbox]).toEqual([24, true])

  const today = hotel!.businessDate as IsoDate
  const night = addDays(today, 200)
  const type = hotel!.roomTypes.find(({ code }) => code === 'TWN')!
  const shown = async () => {
    const { stock } = await client.calls.sandbox.state({ from: night, to: addDays(night, 1) })
    return stock.find(({ roomTypeId }) => roomTypeId === type.id)?.roomsToSell
  }
  await vi.waitFor(async () => expect(await shown()).toBe(5), PATIENT)
  await client.calls.reservations.create({
    idempotencyKey: 'sold-in-the-window',
    booker: { surname: 'Pichler' },
    rooms: [
      {
        roomTypeId: type.id,
        ratePlanId: hotel!.ratePlans[0]!.id,
        arrival: night,
        departure: addDays(night, 1),
        adults: 2,
      },
    ],
  })
  await vi.waitFor(async () => expect(await shown()).toBe(4), PATIENT)

  const pids = [HOST, SYNC, SANDBOX].flatMap((name) => shell.pids(name))
  expect(stillRunning(pids)).toHaveLength(3)
  shell.trays[0]!.choose('Quit Keyrack')
  expect(await shell.app.exited).toBe(0)
  expect(stillRunning(pids)).toEqual([])
})
