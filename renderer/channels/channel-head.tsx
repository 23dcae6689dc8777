/** A channel's line: its state in a word, its pull, and the two things a person can do. */
import { Button } from '@mantine/core'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { counted } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Mark } from '../frame/marks.tsx'
import { channelTone } from './lane-words.ts'

export function ChannelHead({ channel }: { channel: ChannelState }) {
  const { calls } = useDesk()
  const { clock } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const resync = useCommand(calls.channels.resync)
  const resume = useCommand(calls.channels.resume)
  const { pull } = channel
  const canResume = channel.lanes.some((lane) => lane.state === 'stopped' || lane.parkedCells > 0)

  async function sendAll() {
    const answer = await resync.send({ channelId: channel.id })
    if (answer !== undefined) notify('done', `Everything ${channel.name} shows is sent again.`)
  }
  async function sendParked() {
    const answer = await resume.send({ channelId: channel.id })
    if (answer === undefined) return
    const what =
      answer.unparkedCells === 0
        ? 'stopped lanes go on'
        : `${counted(answer.unparkedCells, 'refused value')} will be sent once more`
    notify('done', `${channel.name}: ${what}.`)
  }
  return (
    <>
      <div className="channel-head">
        <Mark tone={channelTone(channel)} />
        <div className="grow">
          <h2>{channel.name}</h2>
          <div className="muted second">
            Hotel {channel.settings.hotelCode} ·{' '}
            {pull.lastError === null ? (
              pull.lastCompletedAt === null ? (
                'bookings not fetched yet'
              ) : (
                `bookings fetched ${clock.timeToSeconds(pull.lastCompletedAt)}`
              )
            ) : (
              <span className="danger-text">
                bookings could not be fetched at {clock.timeToSeconds(pull.lastError.at)}:{' '}
                {pull.lastError.message}
              </span>
            )}
            {channel.exposure.buffer > 0 && ` · ${counted(channel.exposure.buffer, 'room')} held back`}
            {!channel.enabled && ' · switched off'}
          </div>
        </div>
        <Button
          variant="default"
          disabled={isAway || !canResume}
          loading={resume.isSending}
          title="Sends refused values once more and starts stopped lanes again"
          onClick={() => void sendParked()}
        >
          Resume
        </Button>
        <Button
          variant="default"
          disabled={isAway}
          loading={resync.isSending}
          title="Forgets what the channel was seen to show and sends everything again"
          onClick={() => void sendAll()}
        >
          Resync
        </Button>
      </div>
      <FailureAlert failure={resync.failure ?? resume.failure} />
    </>
  )
}
