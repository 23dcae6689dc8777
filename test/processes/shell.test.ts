/** The whole chain below Electron: page, preload, shell, ports, host, ledger, sync and sandbox, each as it is delivered. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { runDesk, startDesk } from '../host/desk-process.ts'
import { connect, PATIENT, pageOf, startShell, tempFolder, untilLive } from '../shell/shell-under-test.ts'
import { stillRunning } from './process-table.ts'

const HOST = 'Keyrack host'
const SYNC = 'Keyrack sync'
const SANDBOX = 'Keyrack sandbox'
/** A new demo hotel has a year of cells to bring to its channel. */
const VERY_PATIENT = { timeout: 60_000, interval: 100 }

test('a page sells over its port, the sale reaches the channel, and quitting leaves no process behind', async () => {
  const shell = await startShell({ args: ['--demo'] })
  const client = connect(await pageOf(shell))
  await untilLive(client)
  expect(await client.calls.session.who()).toMatchObject({ actor: 'desk' })
  const { hotel, sandbox } = await client.calls.property.get()
  expect([hotel?.name, sandbox]).toEqual(['Hotel Adler', true])

  const today = hotel!.businessDate as IsoDate
  const night = addDays(today, 200)
  const type = hotel!.roomTypes.find(({ code }) => code === 'TWN')!
  const shown = async () => {
    const { stock } = await client.calls.sandbox.state({ from: night, to: addDays(night, 1) })
    return stock.find(({ roomTypeId }) => roomTypeId === type.id)?.roomsToSell
  }
  const lanes = async () => (await client.calls.channels.list()).channels.flatMap((channel) => channel.lanes)
  await vi.waitFor(async () => {
    expect(new Set((await lanes()).map(({ state }) => state))).toEqual(new Set(['in_step']))
  }, VERY_PATIENT)
  const before = (await shown())!
  expect(before).toBeGreaterThan(0)
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
  await vi.waitFor(async () => expect(await shown()).toBe(before - 1), PATIENT)

  const pids = [HOST, SYNC, SANDBOX].flatMap((name) => shell.pids(name))
  expect(stillRunning(pids)).toHaveLength(3)
  shell.trays[0]!.choose('Quit Keyrack')
  expect(await shell.app.exited).toBe(0)
  expect(stillRunning(pids)).toEqual([])
})

test('kill -9 of the host: its sync ends with it, a new host comes, and the page goes on over a new port', async () => {
  const shell = await startShell({ args: ['--demo'] })
  const client = connect(await pageOf(shell))
  await untilLive(client)
  await vi.waitFor(() => expect(shell.pids(SYNC)).toHaveLength(1), PATIENT)
  const before = await client.calls.property.get()
  const old = [HOST, SYNC, SANDBOX].flatMap((name) => shell.pids(name))
  const states: string[] = []
  client.link.subscribe(() => states.push(client.link.state.kind))

  const [host] = shell.pids(HOST)
  process.kill(host!, 'SIGKILL')
  // Asked while there is no host: answered by the next one.
  const answer = await client.calls.property.get()
  expect(answer.hotel?.id).toBe(before.hotel?.id)
  expect([states.at(0), states.at(-1)]).toEqual(['away', 'live'])
  expect(stillRunning(old)).toEqual([])
  await vi.waitFor(() => expect(shell.pids(SYNC)).toHaveLength(1), PATIENT)
  expect(shell.pids(HOST)).toHaveLength(1)
  expect(shell.callsOf('webContents.send keyrack:line-lost')).toHaveLength(1)
  // One more when the page saw the end of its port before the shell saw the end of the host.
  const given = shell.callsOf('webContents.postMessage keyrack:line-given').length
  expect([2, 3]).toContain(given)
})

test('kill -9 of sync: the host has it started again, and knows its process', async () => {
  const shell = await startShell({ args: ['--demo'] })
  const client = connect(await pageOf(shell))
  await untilLive(client)
  await vi.waitFor(() => expect(shell.pids(SYNC)).toHaveLength(1), PATIENT)
  const [first] = shell.pids(SYNC)
  process.kill(first!, 'SIGKILL')
  await vi.waitFor(() => {
    expect(shell.pids(SYNC)).toHaveLength(1)
    expect(shell.pids(SYNC)).not.toEqual([first])
  }, PATIENT)
  await vi.waitFor(async () => expect((await client.calls.channels.list()).syncRunning).toBe(true), PATIENT)
  expect(shell.pids(HOST)).toHaveLength(1)
})

test('a page that is loaded anew, and a window that is made anew, get lines of their own', async () => {
  const shell = await startShell()
  const first = connect(await pageOf(shell))
  await untilLive(first)
  const oldPage = shell.windows[0]!.webContents.page
  shell.windows[0]!.webContents.reload()
  const newPage = await vi.waitFor(() => {
    const { page } = shell.windows[0]!.webContents
    expect(page).not.toBe(oldPage)
    return page!
  }, PATIENT)
  await untilLive(connect(newPage))

  shell.windows[0]!.destroy()
  shell.trays[0]!.choose('Open Keyrack')
  const third = connect(await pageOf(shell, 1))
  await untilLive(third)
  expect(await third.calls.property.get()).toEqual({ hotel: null, sandbox: false })
  expect(shell.callsOf('webContents.postMessage keyrack:line-given')).toHaveLength(3)
  expect(shell.pids(HOST)).toHaveLength(1)
})

test('the window only hides when it is closed: sync goes on, and the tray says how the desk stands', async () => {
  const shell = await startShell({ args: ['--demo'] })
  const [window] = shell.windows
  const [tray] = shell.trays
  await vi.waitFor(() => expect(window!.isShown).toBe(true), PATIENT)
  expect(window!.close()).toBe(false)
  expect([window!.isShown, window!.isDestroyed()]).toEqual([false, false])
  await vi.waitFor(() => expect(tray!.toolTip).toBe('Keyrack: The channel is in step'), VERY_PATIENT)
  expect(tray!.menu.map(({ label, enabled }) => [label, enabled])).toContainEqual([
    'The channel is in step',
    false,
  ])
  expect(shell.pids(SYNC)).toHaveLength(1)
  tray!.emit('click')
  expect([window!.isShown, window!.isFocused]).toEqual([true, true])
})

test('a folder that another host uses is named in a dialog, once; another try may find it free', async () => {
  const data = join(tempFolder(), 'hotel')
  const other = await startDesk('--data', data)
  try {
    const shell = await startShell({ data })
    await vi.waitFor(() => expect(shell.questions).toHaveLength(1), PATIENT)
    const [question] = shell.questions
    expect(question!.detail).toContain(`is in use by the host with process id ${other.pid} at ${other.url}`)
    expect(shell.processes).toHaveLength(1)
    await other.end('SIGTERM')
    question!.answer('Try again')
    await untilLive(connect(await pageOf(shell)))
  } finally {
    await other.end('SIGKILL')
  }
})

test('what cannot be opened is said, and quitting from the dialog ends the program', async () => {
  const shell = await startShell({ args: ['--datta', 'x'] })
  await vi.waitFor(() => expect(shell.questions).toHaveLength(1), PATIENT)
  expect(shell.questions[0]!.detail).toContain('--datta')
  shell.questions[0]!.answer('Quit Keyrack')
  expect(await shell.app.exited).toBe(0)
  expect(shell.processes).toHaveLength(1)
})

test('a host that dies at every start is given up with its last words, and no process is left', async () => {
  const entry = join(tempFolder(), 'host.mjs')
  writeFileSync(entry, "process.stderr.write('the disk is on fire', () => process.exit(1))")
  const shell = await startShell({ places: { hostEntry: entry } })
  await vi.waitFor(() => expect(shell.questions).toHaveLength(1), PATIENT)
  expect(shell.questions[0]!.detail).toMatch(/ended 5 times in a row[\s\S]*the disk is on fire/)
  expect(shell.processes).toHaveLength(5)
  expect(shell.pids(HOST)).toEqual([])
})

test('a host that does not end when asked is killed, and so is what it started', async () => {
  const dir = tempFolder()
  const entry = join(dir, 'host.mjs')
  const child = join(dir, 'sync.mjs')
  writeFileSync(child, 'setInterval(() => {}, 1_000)')
  writeFileSync(
    entry,
    `process.parentPort.on('message', () => {})
     process.parentPort.postMessage({ say: 'ready', url: 'http://127.0.0.1:1' })
     process.parentPort.postMessage({ say: 'spawn', id: 1, child: 'sync', args: [], env: {} })`,
  )
  const shell = await startShell({ places: { hostEntry: entry, syncEntry: child } })
  await vi.waitFor(() => expect(shell.pids(SYNC)).toHaveLength(1), PATIENT)
  const pids = [...shell.pids(HOST), ...shell.pids(SYNC)]
  shell.app.quit()
  expect(await shell.app.exited).toBe(0)
  expect(stillRunning(pids)).toEqual([])
})

test('after a sleep of the machine the host looks at its clock, and a second start shows the window', async () => {
  const shell = await startShell()
  await untilLive(connect(await pageOf(shell)))
  const [host] = shell.processes
  expect(host!.posted).not.toContainEqual({ say: 'tick' })
  shell.powerMonitor.emit('resume')
  expect(host!.posted).toContainEqual({ say: 'tick' })
  const [window] = shell.windows
  window!.close()
  window!.isFocused = false
  shell.app.emit('second-instance', {}, [])
  expect([window!.isShown, window!.isFocused]).toEqual([true, true])
  window!.isSmall = true
  shell.app.emit('activate')
  expect([window!.isSmall, shell.windows.length]).toEqual([false, 1])
})

test('the host still answers on loopback, for a browser of this machine', async () => {
  const shell = await startShell()
  await untilLive(connect(await pageOf(shell)))
  const { complaint, code } = await runDesk('--data', shell.data, '--port', '0')
  expect(code).toBe(3)
  const url = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(complaint)![1]!
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' })
  expect((await fetch(`${url}/api/session`)).status).toBe(401)
})
