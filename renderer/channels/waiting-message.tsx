/** One message that waits: as it came, what the booking is, which room type its unknown code stands for, and what mapping it does. */
import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { matchRooms } from '../../shared/product-match.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText, stayDatesText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key, Mark } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'
import { NightsLeft } from './nights-left.tsx'

export type Waiting = Answers['channels']['quarantine']['messages'][number]

export function WaitingMessage({
  message,
  channel,
}: {
  message: Waiting
  channel: ChannelState | undefined
}) {
  const open = useDeskState((state) => state.open)
  const isAway = useIsAway()
  const { channelId, id } = message
  const dismiss = () =>
    open({ kind: 'dismissMessage', channelId, messageId: id, channelRef: message.channelRef })
  useViewKeys({ d: isAway ? undefined : dismiss })
  const unmapped = message.rooms.find(({ roomTypeId }) => roomTypeId === null)
  return (
    <div className="waiting-detail">
      <RawMessage message={message} code={unmapped?.roomCode ?? null} />
      <section className="waiting-question">
        <header className="waiting-head">
          <h2>
            {unmapped !== undefined
              ? t('channels.waiting.question', { code: unmapped.roomCode })
              : t(
                  message.outcome === 'unreadable'
                    ? 'channels.waiting.unreadable'
                    : 'channels.waiting.mapped',
                )}
          </h2>
          <p className="muted">
            {message.outcome === 'unreadable'
              ? t('channels.waiting.unreadableWhat', { reason: message.reason, channel: channel?.name ?? '' })
              : unmapped === undefined
                ? t('channels.waiting.mappedWhat')
                : t('channels.waiting.questionWhat', { channel: channel?.name ?? '' })}
          </p>
        </header>
        <BookingTable message={message} />
        {unmapped !== undefined && channel !== undefined && (
          <MapNow message={message} channel={channel} roomCode={unmapped.roomCode} />
        )}
        <div className="waiting-foot">
          {unmapped === undefined && message.outcome === 'quarantined' && <ApplyNow message={message} />}
          <Button h={28} variant="default" disabled={isAway} rightSection={<Key>D</Key>} onClick={dismiss}>
            {t('channels.dismiss')}
          </Button>
        </div>
      </section>
    </div>
  )
}

/** The unknown code is marked where it stands. */
function RawMessage({ message, code }: { message: Waiting; code: string | null }) {
  const { queries } = useDesk()
  const query = useQuery(
    queries.channels.message.queryOptions({ input: { channelId: message.channelId, messageId: message.id } }),
  )
  return (
    <section className="waiting-raw" aria-label={t('channels.message.title')}>
      <h2>{t('channels.message.title')}</h2>
      <QueryView query={query}>
        {({ raw }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
          <pre className="raw-message" tabIndex={0} data-testid="waiting-raw">
            {(code === null ? [raw] : raw.split(code)).map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
              <span key={index}>
                {index > 0 && <mark>{code}</mark>}
                {part}
              </span>
            ))}
          </pre>
        )}
      </QueryView>
      <p className="muted second">{t('channels.message.masked')}</p>
    </section>
  )
}

function BookingTable({ message: { rooms, currency, guestName } }: { message: Waiting }) {
  const { names } = useHotel()
  if (rooms.length === 0 || currency === null) return null
  return (
    <table className="table" aria-label={t('channels.waiting.booking')}>
      <colgroup>
        <col />
        <col style={{ width: '36%' }} />
        <col style={{ width: '14%' }} />
        <col style={{ width: '22%' }} />
      </colgroup>
      <thead>
        <tr>
          <th>{t('channels.waiting.room')}</th>
          <th>{t('channels.waiting.dates')}</th>
          <th className="right">{t('channels.waiting.adults')}</th>
          <th className="right">{t('channels.waiting.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {rooms.map((room, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rooms of one message never move
          <tr key={index}>
            <td className="wraps">
              <span className="lines">
                {room.roomTypeId === null ? (
                  <b className="danger-text">{t('channels.waiting.code', { code: room.roomCode })}</b>
                ) : (
                  <b>{names.roomType(room.roomTypeId)}</b>
                )}
                <span className="muted second">{guestName}</span>
              </span>
            </td>
            <td>{stayDatesText(room.arrival, room.departure)}</td>
            <td className="right">{room.adults}</td>
            <td className="right">
              {amountText(
                room.nightlyAmounts.reduce((sum, each) => sum + each, 0),
                currency,
              )}{' '}
              {currency}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** In two steps: which type it is, and what that does; Enter maps it and applies what waited for it, in one command. */
function MapNow({
  message,
  channel,
  roomCode,
}: {
  message: Waiting
  channel: ChannelState
  roomCode: string
}) {
  const { queries, calls } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const configure = useCommand(calls.channels.configure)
  const query = useQuery(queries.channels.mapping.queryOptions({ input: { channelId: channel.id } }))
  const [wished, setWished] = useState<string | null>(null)
  const mapping = query.data?.mapping ?? []
  const codeNow = new Map(mapping.map((each) => [each.roomTypeId, each.roomCode]))
  // Those without a code come first: giving another code to one that has it changes what is sold there.
  const types = [...hotel.roomTypes].sort((a, b) => Number(codeNow.has(a.id)) - Number(codeNow.has(b.id)))
  const free = types.filter(({ id }) => !codeNow.has(id))
  const [match] = matchRooms(free, [{ code: roomCode, name: roomCode, rates: [] }], new Map())
  const typeId = wished ?? match?.roomTypeId ?? free[0]?.id ?? null
  const before = typeId === null ? undefined : codeNow.get(typeId)
  async function mapIt() {
    if (typeId === null || query.data === undefined || configure.isSending || isAway) return
    const others = mapping.filter(({ roomTypeId }) => roomTypeId !== typeId)
    const rates = mapping.find(({ roomTypeId }) => roomTypeId === typeId)?.rates ?? []
    const answer = await configure.send({
      channelId: channel.id,
      mapping: [...others, { roomTypeId: typeId, roomCode, rates }],
    })
    if (answer !== undefined)
      notify('done', t('channels.waiting.done', { code: roomCode, type: names.roomType(typeId) }))
  }
  useViewKeys({ enter: () => void mapIt() })
  return (
    <QueryView query={query}>
      {() => (
        <form
          className="waiting-map"
          onSubmit={(event) => {
            event.preventDefault()
            void mapIt()
          }}
        >
          <fieldset>
            <legend>{t('channels.waiting.step1')}</legend>
            {types.map(({ id, name }) => (
              <label key={id} className={`set-up-choice${id === typeId ? ' is-chosen' : ''}`}>
                <input
                  type="radio"
                  name="waiting-type"
                  value={id}
                  checked={id === typeId}
                  onChange={() => setWished(id)}
                />
                <b className="grow">{name}</b>
                <span className="muted second">
                  {codeNow.has(id) ? t('channels.waiting.soldAs', { code: codeNow.get(id) ?? '' }) : ''}
                </span>
              </label>
            ))}
          </fieldset>
          {typeId !== null && (
            <fieldset>
              <legend>{t('channels.waiting.step2')}</legend>
              {before !== undefined && (
                <p className="status">
                  <Mark tone="warning" />
                  <span className="warning-text">
                    {t('channels.waiting.recode', { type: names.roomType(typeId), before, code: roomCode })}
                  </span>
                </p>
              )}
              {before === undefined && <p className="muted">{t('channels.waiting.noRates')}</p>}
              <NightsLeft
                roomTypeId={typeId}
                rooms={message.rooms.filter((room) => room.roomCode === roomCode)}
              />
            </fieldset>
          )}
          <FailureAlert failure={configure.failure} />
          <div>
            <Button
              type="submit"
              aria-disabled={isAway || typeId === null}
              {...(isAway || typeId === null ? { 'data-disabled': true } : {})}
              aria-busy={configure.isSending}
              rightSection={
                configure.isSending ? <Loader size={14} color="currentColor" /> : <Key>Enter</Key>
              }
            >
              {t('channels.waiting.mapAndApply')}
            </Button>
          </div>
        </form>
      )}
    </QueryView>
  )
}

/** All of its rooms are mapped by now. */
function ApplyNow({ message }: { message: Waiting }) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const replay = useCommand(calls.channels.replay)
  async function apply() {
    const { channelId, id, channelRef: ref } = message
    const answer = await replay.send({ channelId, messageId: id })
    if (answer === undefined) return
    const { code } = answer
    notify(
      'done',
      code === null ? t('channels.replay.ignored', { ref }) : t('channels.replay.done', { ref, code }),
    )
  }
  useViewKeys({ enter: isAway ? undefined : () => void apply() })
  return (
    <>
      {replay.failure !== null && (
        <p className="warning-text" role="alert">
          {failureSentence(replay.failure, names)}
        </p>
      )}
      <Button
        h={28}
        disabled={isAway}
        loading={replay.isSending}
        rightSection={<Key>Enter</Key>}
        onClick={() => void apply()}
      >
        {t('channels.replay')}
      </Button>
    </>
  )
}
