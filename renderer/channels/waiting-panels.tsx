/** Below the channels: bookings that wait for a mapping or could not be read, and values that a channel refuses; with what can be done. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { addDays } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { dayText, stayDatesText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import type { Tone } from '../frame/tone.ts'
import { t } from '../text/text.ts'
import { cellValueText } from './cell-words.ts'
import { useChannelsState } from './channels-state.ts'
import { laneTotals, reasonText } from './lane-words.ts'
import { ResumeButton } from './resume-button.tsx'

type Waiting = Answers['channels']['quarantine']['messages'][number]
type Parked = Answers['channels']['parked']['parked'][number]

/** The whole list is a key away. */
const MOST_LISTED = 4

/** Nothing at all where nothing waits. */
export function WaitingPanels({ channels }: { channels: readonly ChannelState[] }) {
  const { queries } = useDesk()
  const { data } = useQuery(queries.channels.quarantine.queryOptions())
  const messages = data?.messages ?? []
  const refusing = channels.filter((channel) => laneTotals(channel).parked > 0)
  if (messages.length === 0 && refusing.length === 0) return null
  return (
    <div className="waiting-panels" data-testid="waiting-panels">
      {messages.length > 0 && (
        <section aria-label={t('channels.waiting.bookings')}>
          <h2 className="panel-title">
            {t('channels.waiting.bookings')} <span className="muted">{messages.length}</span>
          </h2>
          <ul className="attention-list">
            {messages.slice(0, MOST_LISTED).map((message) => (
              <Booking
                key={message.id}
                message={message}
                channel={channels.find(({ id }) => id === message.channelId)?.name ?? ''}
              />
            ))}
          </ul>
        </section>
      )}
      {refusing.map((channel) => (
        <Refusals key={channel.id} channel={channel} />
      ))}
    </div>
  )
}

function Booking({ message, channel }: { message: Waiting; channel: string }) {
  const { clock } = useHotel()
  const choose = useChannelsState((state) => state.chooseWaiting)
  const isReadable = message.outcome === 'quarantined'
  const words = { channel, ref: message.channelRef }
  return (
    <Entry
      tone={isReadable ? 'info' : 'danger'}
      title={isReadable ? t('channels.waiting.unmapped', words) : t('channels.waiting.unread', words)}
      what={`${message.guestName ?? message.reason} · ${clock.dayAndTime(message.receivedAt)}`}
    >
      <Button h={24} variant="default" onClick={() => choose(`message ${message.id}`)}>
        {isReadable ? t('channels.waiting.map') : t('channels.waiting.look')}
      </Button>
    </Entry>
  )
}

function Refusals({ channel }: { channel: ChannelState }) {
  const { queries } = useDesk()
  const choose = useChannelsState((state) => state.chooseWaiting)
  const query = useQuery(queries.channels.parked.queryOptions({ input: { channelId: channel.id } }))
  const parked = query.data?.parked ?? []
  return (
    <section aria-label={t('channels.waiting.refusedBy', { channel: channel.name })}>
      <h2 className="panel-title waiting-title">
        {t('channels.waiting.refusedBy', { channel: channel.name })}
        <span className="grow" />
        <Button h={24} variant="default" onClick={() => choose(`refused ${channel.id}`)}>
          {t('channels.waiting.look')}
        </Button>
        <ResumeButton channel={channel} />
      </h2>
      <ul className="attention-list">
        {parked.slice(0, MOST_LISTED).map((each) => (
          <Refusal key={`${each.facet} ${each.roomTypeId} ${each.ratePlanId} ${each.from}`} parked={each} />
        ))}
      </ul>
    </section>
  )
}

function Refusal({ parked }: { parked: Parked }) {
  const { hotel, names, clock } = useHotel()
  const { facet, roomTypeId, ratePlanId, from, to, value, at } = parked
  const last = addDays(to, -1)
  const values = {
    type: names.roomType(roomTypeId),
    plan: ratePlanId === null ? '' : names.ratePlan(ratePlanId),
    hasPlan: ratePlanId === null ? 'no' : 'yes',
    nights: last === from ? dayText(last) : stayDatesText(from, last),
    value: cellValueText(facet, value, hotel.currency),
  }
  return (
    <Entry
      tone="parked"
      title={t('channels.waiting.refusal', values)}
      what={`${reasonText(parked)} · ${clock.dayAndTime(at)}`}
    />
  )
}

function Entry({
  tone,
  title,
  what,
  children,
}: {
  tone: Tone
  title: string
  what: string
  children?: ReactNode
}) {
  return (
    <li>
      <Mark tone={tone} />
      <div className="grow">
        <div className="strong">{title}</div>
        <div className="second muted">{what}</div>
      </div>
      {children}
    </li>
  )
}
