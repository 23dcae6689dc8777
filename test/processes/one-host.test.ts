/** One host per folder, and what a second one says; a command's key outlives the host. */
import { symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { addDays } from '../../shared/dates.ts'
import { deskFolder } from './desk-folder.ts'
import { oneNight, openPension } from './pension.ts'
import { verify } from './verify.ts'

const IN_USE = 3
const folder = deskFolder()
const raced = deskFolder()

test('a second host on the same folder exits with 3 and names the first by process and address; the first goes on', async () => {
  const first = await folder.start()
  const hotel = await openPension(first, { types: 1, nights: 10 })
  // The same folder by another name is the same folder.
  const alias = join(dirname(folder.data), `keyrack-alias-${first.pid}`)
  symlinkSync(folder.data, alias)
  folder.alsoRemove(alias)
  for (const data of [folder.data, alias]) {
    const launched = folder.launch('--data', data)
    await expect(launched.ready).rejects.toThrow(`ended with ${IN_USE} before it was ready`)
    const second = await launched.ended
    expect(second).toMatchObject({ code: IN_USE, stdout: '' })
    expect(second.stderr).toContain(`process id ${first.pid} at ${first.url}.`)
  }
  const room = oneNight(hotel, { roomTypeId: hotel.roomTypes[0]!.id, night: addDays(hotel.businessDate, 1) })
  const sale = { idempotencyKey: 'first-goes-on', booker: { surname: 'Auer' }, rooms: [room] }
  expect(await first.rest.call('reservations.create', sale)).toMatchObject({ kind: 'done' })
  expect(await first.socket.call('reservations.create', sale)).toMatchObject({ kind: 'done' })
  expect((await first.client.channels.list()).syncRunning).toBe(true)
})

test('I4: a key answers the same after kill -9 and over another transport, and refuses another command', async () => {
  await folder.endAll()
  const before = await folder.start()
  const hotel = (await before.client.property.get()).hotel!
  const type = hotel.roomTypes[0]!.id
  const sale = (nights: number) => ({
    idempotencyKey: 'kept-through-a-crash',
    booker: { surname: 'Auer' },
    rooms: [oneNight(hotel, { roomTypeId: type, night: addDays(hotel.businessDate, nights) })],
  })
  const answer = await before.rest.call('reservations.create', sale(3))
  expect(answer.kind).toBe('done')
  await before.kill()

  const after = await folder.start()
  for (const caller of [after.rest, after.socket]) {
    expect(await caller.call('reservations.create', sale(3))).toEqual(answer)
    expect(await caller.call('reservations.create', sale(4))).toMatchObject({
      kind: 'refused',
      code: 'IdempotencyKeyReused',
    })
  }
  const night = addDays(hotel.businessDate, 3)
  const { roomTypes } = await after.client.inventory.availability({ from: night, to: addDays(night, 2) })
  expect(roomTypes[0]!.days.map(({ booked }) => booked)).toEqual([1, 0])
  expect(await verify(folder.data)).toMatchObject({ code: 0 })
})

test('of hosts that start on one empty folder at the same moment exactly one opens, and the others exit with 3', async () => {
  const launches = Array.from({ length: 3 }, () => raced.launch())
  const ends = await Promise.allSettled(launches.map(({ ready }) => ready))
  const opened = launches.filter((_, index) => ends[index]!.status === 'fulfilled')
  expect(opened).toHaveLength(1)
  for (const launched of launches) {
    if (launched === opened[0]) continue
    const { code, stderr } = await launched.ended
    expect(code).toBe(IN_USE)
    expect(stderr).toMatch(/is in use by .* Use that one, or stop it first\./)
  }
  const winner = await opened[0]!.ready
  expect((await winner.client.property.get()).hotel).toBeNull()
  expect((await winner.stop()).code).toBe(0)
})
