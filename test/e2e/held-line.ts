/** A window whose line can be held: what it sends goes out, what the host says waits, as on a slow network. */
import type { Page } from '@playwright/test'

export interface HeldLine {
  /** Everything from here on, or only what holds `part`. */
  hold(part?: string): void
  /** What waits. */
  held(): number
  release(): void
}

/** To be called before the page opens its socket. */
export async function holdableLine(page: Page): Promise<HeldLine> {
  let held: string | null = null
  const waiting: (() => void)[] = []
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    const host = socket.connectToServer()
    host.onMessage((message) => {
      if (held !== null && message.toString().includes(held)) waiting.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  return {
    hold(part = '') {
      held = part
    },
    held: () => waiting.length,
    release() {
      held = null
      for (const deliver of waiting.splice(0)) deliver()
    },
  }
}
