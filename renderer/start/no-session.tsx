/** What a browser without a session sees: why, and how to get in. */
import { Button } from '@mantine/core'
import { BrandMark } from '../frame/header.tsx'

export type ClosedDoor = 'none' | 'refused' | 'unreachable'

const WORDS: Record<ClosedDoor, { title: string; text: string }> = {
  none: {
    title: 'This browser has no session yet',
    text: 'Open the desk by the link that it printed or opened when it started. The link works once, within a minute; a new one comes with each start of the desk.',
  },
  refused: {
    title: 'This link no longer opens the desk',
    text: 'Its code was used already or is older than a minute, or the session has ended. Start the desk again, or ask for a new link at a workstation that is signed in.',
  },
  unreachable: {
    title: 'The desk cannot be reached',
    text: 'Nothing answers at this address. See that the desk is running on the hotel’s machine, then try again.',
  },
}

export function NoSession({ door, onRetry }: { door: ClosedDoor; onRetry: () => void }) {
  const { title, text } = WORDS[door]
  return (
    <main className="centred">
      <div className="card" role="alert" data-testid={`no-session-${door}`}>
        <span className="brand">
          <BrandMark />
          Keyrack
        </span>
        <h1>{title}</h1>
        <p>{text}</p>
        <div>
          <Button variant={door === 'unreachable' ? 'filled' : 'default'} onClick={onRetry}>
            Try again
          </Button>
        </div>
      </div>
    </main>
  )
}
