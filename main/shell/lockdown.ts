/** What a page in our window may not do: leave the desk, open windows, embed others' pages, ask for permissions. */
import type { App, Session, WebContents, WebPreferences } from 'electron'

/** The page is a plain web page: its own process, sandboxed, without Node. */
export const PAGE_PREFERENCES: Readonly<WebPreferences> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
}

export function denyPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>,
) {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
}

/** The desk is one page: whatever wants to go elsewhere, also by a redirect or in a frame, is a mistake or an attack. */
export function denyLeaving(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>) {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Every page that will ever be made, not only the first window's. */
export function lockDownPages(app: Pick<App, 'on'>) {
  app.on('web-contents-created', (_event, contents) => denyLeaving(contents))
}
