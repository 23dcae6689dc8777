/** A window whose line can be held: what it sends goes out, what the host says waits, as on a slow network. */
import type { Page } from '@playwright/test'

export interface HeldLine {
  hold(): void
  release(): void
}

/** To be called before the page opens its socket. */
export async function holdableLine(page: Page): Promise<HeldLine> {
  let isHeld = false
  const waiting: (() => void)[] = []
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    const host = socket.connectToServer()
    host.onMessage((message) => {
      if (isHeld) waiting.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  return {
    hold() {
      isHeld = true
    },
    release() {
      isHeld = false
      for (const deliver of waiting.splice(0)) deliver()
    },
  }
}
