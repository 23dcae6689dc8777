/** What the shell asks of Electron, in which order and with which options, seen by a stand-in that records it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { deskArgs } from '../../main/shell/desk-shell.ts'
import { PATIENT, pageOf, type ShellStart, startShell, tempFolder } from './shell-under-test.ts'
import type { StandIn } from './stand-in/electron.ts'
import { StandInPort } from './stand-in/ports.ts'

/** A host that is ready at once and says what it was told: nothing of a desk is needed here. */
async function shellWithSmallHost(start: ShellStart = {}) {
  const entry = join(tempFolder(), 'host.mjs')
  writeFileSync(
    entry,
    `process.parentPort.on('message', ({ data, ports: [port] }) => {
       if (data.say === 'close') process.exit(0)
       port?.on('message', ({ data: frame }) => port.postMessage('echo ' + frame))
       port?.start()
     })
     process.parentPort.postMessage({ say: 'nonsense' })
     process.parentPort.postMessage({ say: 'ready', url: 'http://127.0.0.1:1' })`,
  )
  return startShell({ ...start, places: { hostEntry: entry, ...start.places } })
}

const names = (shell: StandIn) => shell.calls.map(({ what }) => what)

test('the sandbox and the scheme stand before Electron is ready, and only then are windows made', async () => {
  const shell = await shellWithSmallHost()
  const order = names(shell)
  const readyAt = order.indexOf('ready')
  for (const early of ['app.enableSandbox', 'protocol.registerSchemes', 'app.requestSingleInstanceLock']) {
    expect(order.indexOf(early)).toBeGreaterThanOrEqual(0)
    expect(order.indexOf(early)).toBeLessThan(readyAt)
  }
  expect(order.indexOf('protocol.handle')).toBeLessThan(order.indexOf('window.loadURL'))
  expect(shell.callsOf('window.loadURL')).toEqual([['app://keyrack/']])
})

test.each([true, false])(
  'every window is sandboxed, isolated and without Node; packed: %s',
  async (isPackaged) => {
    const shell = await shellWithSmallHost({ isPackaged, args: ['--x'] })
    const [[options]] = shell.callsOf('new BrowserWindow') as [[{ webPreferences: object }]]
    expect(options.webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !isPackaged,
      preload: expect.stringMatching(/preload\.cjs$/),
    })
    const view = shell.menu().find(({ label }) => label === 'View')!.submenu!
    expect(view.some(({ role }) => role === 'toggleDevTools')).toBe(!isPackaged)
    const edit = shell.menu().find(({ label }) => label === 'Edit')!.submenu!
    expect(shell.menu()[0]).toMatchObject({ label: 'Keyrack', submenu: [{ role: 'quit' }] })
    expect(edit.map(({ role }) => role)).toEqual(
      expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll']),
    )
  },
)

test('the page can go nowhere, open nothing and is permitted nothing', async () => {
  const shell = await shellWithSmallHost()
  const { webContents } = shell.windows[0]!
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
    const preventDefault = vi.fn()
    webContents.emit(event, { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
  }
  expect(webContents.onOpen?.({ url: 'https://example.com' })).toEqual({ action: 'deny' })
  const granted: boolean[] = []
  const request = shell.permissions.request as (c: null, p: string, answer: (is: boolean) => void) => void
  request(null, 'media', (is) => granted.push(is))
  expect(granted).toEqual([false])
  expect((shell.permissions.check as () => boolean)()).toBe(false)
})

test('a frame inside, a page of another origin and a wish that is none get no line', async () => {
  const shell = await shellWithSmallHost()
  await pageOf(shell)
  const sender = shell.windows[0]!.webContents
  const ask = (senderFrame: object | null, wish: unknown) =>
    shell.ipcMain.emit('keyrack:line-wanted', { sender, senderFrame }, wish)
  const own = { url: 'app://keyrack/', parent: null }
  await vi.waitFor(() => expect(shell.trays[0]!.toolTip).toMatch(/is open$/), PATIENT)
  ask({ ...own, parent: own }, 1)
  ask({ ...own, url: 'https://example.com/app://keyrack/' }, 2)
  ask({ ...own, url: 'app://keyrack.example/' }, 3)
  ask(null, 4)
  for (const wish of ['5', -5, 0, 1.5, Number.NaN, null, undefined, { ask: 1 }]) ask(own, wish)
  expect(shell.callsOf('webContents.postMessage keyrack:line-given')).toEqual([])
  ask(own, 6)
  expect(shell.callsOf('webContents.postMessage keyrack:line-given')).toEqual([[6]])
})

test('the preload script needs Electron alone, and a message from elsewhere moves it to nothing', async () => {
  const shell = await shellWithSmallHost()
  const page = await pageOf(shell)
  const wishes: unknown[] = []
  shell.ipcMain.on('keyrack:line-wanted', (_event, ask) => wishes.push(ask))
  const wanted = { keyrack: 'line-wanted', ask: 1 }
  page.window.deliver({ data: wanted, origin: 'https://example.com', source: {}, ports: [] })
  for (const data of [null, 'line-wanted', {}, { keyrack: 'other', ask: 1 }, { keyrack: 'line-wanted' }]) {
    page.window.deliver({ data, origin: 'app://keyrack', source: page.window, ports: [] })
  }
  page.window.postMessage({ ...wanted, ask: 7 }, 'app://keyrack')
  await vi.waitFor(() => expect(wishes).toEqual([7]), PATIENT)
  expect(page.required).toEqual(['electron'])
})

test('a second instance shows nothing of its own and starts no host', async () => {
  const shell = await startShell({ isFirst: false })
  expect(await shell.app.exited).toBe(0)
  expect([shell.windows.length, shell.processes.length, shell.trays.length]).toEqual([0, 0, 0])
  expect(shell.complaints()).toContain('open already')
})

test('where there is no place for a tray the desk opens all the same', async () => {
  const shell = await shellWithSmallHost({ hasTray: false })
  await vi.waitFor(() => expect(shell.windows[0]!.isShown).toBe(true), PATIENT)
})

test('a page whose process dies is loaded anew, but not for ever', async () => {
  const shell = await shellWithSmallHost()
  await pageOf(shell)
  const { webContents } = shell.windows[0]!
  webContents.emit('render-process-gone', {}, { reason: 'clean-exit' })
  expect(shell.callsOf('webContents.reload')).toHaveLength(0)
  for (let death = 0; death < 10; death++) webContents.emit('render-process-gone', {}, { reason: 'crashed' })
  expect(shell.callsOf('webContents.reload')).toHaveLength(3)
})

test('a page that is not built is said instead of showing an empty window', async () => {
  const shell = await shellWithSmallHost({ places: { pageDir: join(tempFolder(), 'missing') } })
  await vi.waitFor(() => expect(shell.questions).toHaveLength(1), PATIENT)
  expect(shell.questions[0]).toMatchObject({
    buttons: ['Quit Keyrack'],
    detail: expect.stringContaining('page'),
  })
  shell.questions[0]!.answer('Quit Keyrack')
  expect(await shell.app.exited).toBe(0)
})

test('the host runs as a utility process with the options of the command line, and what it writes is passed on', async () => {
  const shell = await shellWithSmallHost({ args: ['--demo'] })
  const [[, args, options]] = shell.callsOf('utilityProcess.fork') as [[string, string[], object]]
  expect(args).toEqual(['--data', shell.data, '--port', '0', '--demo'])
  expect(options).toMatchObject({ serviceName: 'Keyrack host', stdio: ['ignore', 'inherit', 'pipe'] })
})

test.each([
  [['.', '--demo', '--data', 'x'], false, ['--demo', '--data', 'x']],
  [['--remote-debugging-port=0', '/keyrack', '--demo'], false, ['--demo']],
  [['.'], false, []],
  [['--demo'], true, ['--demo']],
  [[], true, []],
])('of the arguments %j (packed: %s) the desk gets %j', (args, isPackaged, expected) => {
  expect(deskArgs(args, isPackaged)).toEqual(expected)
})

test('frames cross from the page to the host and back in their order', async () => {
  const shell = await shellWithSmallHost()
  const page = await pageOf(shell)
  const frames: unknown[] = []
  page.window.addEventListener('message', (event) => {
    if (event.data.keyrack !== 'line-given') return
    const [port] = event.ports
    port!.addEventListener('message', ({ data }) => frames.push(data))
    for (let index = 0; index < 100; index++) port!.postMessage(String(index))
  })
  page.window.postMessage({ keyrack: 'line-wanted', ask: 1 }, 'app://keyrack')
  await vi.waitFor(() => expect(frames).toHaveLength(100), PATIENT)
  expect(frames).toEqual(Array.from({ length: 100 }, (_, index) => `echo ${index}`))
})

test('the stand-in keeps what comes before a port is started, as Electron does', async () => {
  const { MessageChannel } = await import('node:worker_threads')
  const { port1, port2 } = new MessageChannel()
  const port = new StandInPort(port1)
  const seen: unknown[] = []
  port.on('message', ({ data }) => seen.push(data))
  port2.postMessage('early')
  await new Promise((resolve) => setImmediate(resolve))
  expect(seen).toEqual([])
  port.start()
  await vi.waitFor(() => expect(seen).toEqual(['early']), PATIENT)
  port.close()
})
