/**
 * Runs in the page's process before the page, in a world of its own: passes the page's wish for a line on to the shell,
 * and the line to the page. It exposes nothing else. Built as one CommonJS file, since a sandboxed page loads no other.
 */
import { ipcRenderer } from 'electron'

/** As much of the page's window as is needed; this folder is otherwise compiled without a browser's types. */
declare const window: {
  readonly location: { readonly origin: string }
  addEventListener(type: 'message', listener: (event: { source: unknown; data: unknown }) => void): void
  postMessage(message: unknown, targetOrigin: string, transfer?: readonly unknown[]): void
}

const { origin } = window.location

window.addEventListener('message', ({ source, data }) => {
  if (source !== window || typeof data !== 'object' || data === null) return
  if ('keyrack' in data && data.keyrack === 'line-wanted' && 'ask' in data) {
    ipcRenderer.send('keyrack:line-wanted', data.ask)
  }
})
ipcRenderer.on('keyrack:line-given', (event, ask: unknown) => {
  window.postMessage({ keyrack: 'line-given', ask }, origin, event.ports)
})
ipcRenderer.on('keyrack:line-lost', () => window.postMessage({ keyrack: 'line-lost' }, origin))
