/** A page in our window can go nowhere and is allowed nothing. */
import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { denyLeaving, denyPermissions, lockDownPages, PAGE_PREFERENCES } from '../../main/shell/lockdown.ts'

/** As much of Electron's page as the lock touches. */
class Page extends EventEmitter {
  onOpen: ((details: object) => { action: string }) | null = null
  setWindowOpenHandler(handler: (details: never) => { action: string }) {
    this.onOpen = handler as (details: object) => { action: string }
  }

  isStopped(event: string): boolean {
    let stopped = false
    this.emit(event, { preventDefault: () => (stopped = true) })
    return stopped
  }
}

const locked = (page: Page) => page as unknown as Parameters<typeof denyLeaving>[0]

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  '%s is stopped on every page that is made',
  (event) => {
    const app = new EventEmitter()
    const page = new Page()
    expect(page.isStopped(event)).toBe(false)
    lockDownPages(app as unknown as Parameters<typeof lockDownPages>[0])
    app.emit('web-contents-created', {}, page)
    expect(page.isStopped(event)).toBe(true)
  },
)

test('no window is opened', () => {
  const page = new Page()
  denyLeaving(locked(page))
  expect(page.onOpen?.({ url: 'https://example.com' })).toEqual({ action: 'deny' })
})

test('every permission is refused, asked for or looked up', () => {
  const answers: boolean[] = []
  type Session = Parameters<typeof denyPermissions>[0]
  type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
  type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
  denyPermissions({
    setPermissionRequestHandler: (handler: RequestHandler | null) => {
      handler?.({} as never, 'media', (isGranted) => answers.push(isGranted), {} as never)
    },
    setPermissionCheckHandler: (handler: CheckHandler | null) => {
      answers.push(handler?.(null, 'media', 'http://127.0.0.1', {} as never) ?? true)
    },
  })
  expect(answers).toEqual([false, false])
})

test('the page is sandboxed, isolated and has no Node', () => {
  expect(PAGE_PREFERENCES).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
})
