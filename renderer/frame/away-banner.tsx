/** While the host does not answer: what you see, since when, and what happens next. */
import { Button } from '@mantine/core'
import { useDesk, useHotel, useLinkState, useNow } from '../desk-context.tsx'
import { Mark } from './marks.tsx'

export function AwayBanner() {
  const { link } = useDesk()
  const { clock } = useHotel()
  const state = useLinkState()
  const now = useNow(1_000)
  if (state.kind !== 'away') return null
  const seconds = state.nextAttemptAt === null ? 0 : Math.ceil(Math.max(0, state.nextAttemptAt - now) / 1_000)
  return (
    <div className="banner" role="alert" data-testid="host-away">
      <Mark tone="danger" />
      <div className="grow">
        <b>The host is not answering. You see the hotel as it was at {clock.timeToSeconds(state.since)}.</b>
        <p>
          Calling it again, attempt {state.attempt}, {seconds === 0 ? 'now' : `in ${seconds} s`}. You can
          look; nothing can be changed until it is back.
        </p>
      </div>
      <Button onClick={() => link.connect()}>Try now</Button>
    </div>
  )
}
