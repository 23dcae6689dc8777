/** The idempotency key of one intent: it stays while the same details are sent again, and changes with them. */

export interface KeyedIntent {
  keyFor(details: unknown): string
  /** The command was answered: sending equal details from now on is another intent. */
  done(): void
}

export function keyedIntent(newKey: () => string): KeyedIntent {
  let current: { key: string; details: string } | null = null
  return {
    keyFor(details) {
      const text = JSON.stringify(details)
      if (current === null || current.details !== text) current = { key: newKey(), details: text }
      return current.key
    },
    done() {
      current = null
    },
  }
}
