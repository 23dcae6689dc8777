/** What a channel was told of one cell and what it said, newest first; from there to the request itself. */
import { useQuery } from '@tanstack/react-query'
import type { ToldCell } from '../../shared/contract/channel-calls.ts'
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { KeyHint, Mark, Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import type { Tone } from '../frame/tone.ts'
import { useViewKeys } from '../frame/view-keys.ts'
import { openJournalAt } from '../journal/journal-state.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { type CellRow, cellValueText } from './cell-words.ts'
import type { KnownSubject } from './channels-state.ts'
import { intervalText, reasonText } from './lane-words.ts'
import { ShowCall } from './show-call.tsx'

/** No commit announces what is kept in the host's memory. */
const LOOK_AGAIN_MS = 3_000
const MOST_SHOWN = 8

const OUTCOMES: Readonly<Record<NonNullable<ToldCell['outcome']>, { tone: Tone; words: MessageId }>> = {
  acknowledged: { tone: 'ok', words: 'channels.sent.acknowledged' },
  refused: { tone: 'parked', words: 'channels.told.refused' },
  not_applied: { tone: 'danger', words: 'channels.told.notApplied' },
  uncertain: { tone: 'warning', words: 'channels.told.uncertain' },
}

function outcomeOf({ outcome }: ToldCell): { tone: Tone; words: string } {
  if (outcome === null) return { tone: 'busy', words: t('channels.told.onItsWay') }
  const { tone, words } = OUTCOMES[outcome]
  return { tone, words: t(words) }
}

type Told = Answers['channels']['told']

function useTold(subject: KnownSubject) {
  const { queries } = useDesk()
  const isAway = useIsAway()
  return useQuery(
    queries.channels.told.queryOptions({
      input: toldOf(subject),
      refetchInterval: isAway ? false : LOOK_AGAIN_MS,
    }),
  )
}

function toldOf({ channelId, facet, roomTypeId, ratePlanId, date }: KnownSubject) {
  return { channelId, facet, roomTypeId, date, ...(ratePlanId === null ? {} : { ratePlanId }) }
}

export function CellTold({
  channel,
  subject,
  cell,
}: {
  channel: ChannelState
  subject: KnownSubject
  cell: CellRow | undefined
}) {
  const query = useTold(subject)
  const open = useDeskState((state) => state.open)
  const callId = query.data?.told.find((each) => each.callId !== null)?.callId ?? null
  useViewKeys({
    enter: callId === null ? undefined : () => open({ kind: 'call', channelId: channel.id, callId }),
  })
  return (
    <section data-testid="cell-told">
      <h3 className="panel-title">
        {t('channels.told', { channel: channel.name })}{' '}
        {callId !== null && <KeyHint keys={['Enter']}>{t('channels.told.key')}</KeyHint>}
      </h3>
      <QueryView query={query}>
        {(answer) => <ToldTable answer={answer} channel={channel} subject={subject} cell={cell} />}
      </QueryView>
    </section>
  )
}

function ToldTable({
  answer: { since, told, readBack },
  channel,
  subject,
  cell,
}: {
  answer: Told
  channel: ChannelState
  subject: KnownSubject
  cell: CellRow | undefined
}) {
  const { clock, hotel } = useHotel()
  return (
    <>
      {told.length > 0 && (
        <table className="table" aria-label={t('channels.told', { channel: channel.name })}>
          <colgroup>
            <col style={{ width: 150 }} />
            <col style={{ width: '22%' }} />
            <col />
            <col style={{ width: 72 }} />
            <col style={{ width: 76 }} />
            <col style={{ width: 84 }} />
          </colgroup>
          <thead>
            <tr>
              <th>{t('channels.column.sentAt')}</th>
              <th>{t('channels.column.value')}</th>
              <th>{t('channels.column.outcome')}</th>
              <th className="right">{t('channels.column.took')}</th>
              <th className="right">{t('channels.told.because')}</th>
              <th>
                <span className="spoken-only">{t('channels.column.open')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {told.slice(0, MOST_SHOWN).map((each) => (
              <tr key={each.at} data-testid="told">
                <td className="figures">{clock.dayAndSeconds(each.at)}</td>
                <td className="strong">{cellValueText(subject.facet, each.value, hotel.currency)}</td>
                <td className="wraps">
                  <ToldOutcome told={each} />
                </td>
                <td className="right">
                  {each.settledAt === null ? '–' : intervalText(each.settledAt - each.at)}
                </td>
                <td className="right">
                  <Because seqs={each.seqs} />
                </td>
                <td className="actions">
                  <ShowCall channelId={channel.id} callId={each.callId ?? undefined} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={told.length === 0 ? 'notice-empty' : 'muted second told-since'}>
        {t('channels.told.since', { count: told.length, since: clock.dayAndTime(since) })}
        {told.length === 0 && cell?.shown != null && ` ${t('channels.told.before')}`}
      </p>
      {readBack !== null && (
        <p className="told-since" data-testid="read-back">
          <Status tone={readBack.isSame ? 'ok' : 'warning'}>
            {t('channels.told.readBack', {
              at: clock.dayAndTime(readBack.at),
              value: cellValueText(subject.facet, readBack.value, hotel.currency),
              isSame: readBack.isSame ? 'yes' : 'no',
            })}
          </Status>
        </p>
      )}
    </>
  )
}

/** In a word, and where the channel gave one, with its reason. */
function ToldOutcome({ told }: { told: ToldCell }) {
  const { tone, words } = outcomeOf(told)
  return (
    <>
      <Status tone={tone}>{words}</Status>
      {told.message !== '' && <div className="muted second">{reasonText(told)}</div>}
    </>
  )
}

/** When it was told last, with the sign of what came of it; the word and the reason for whoever points at it. */
export function LastTold({ subject }: { subject: KnownSubject }) {
  const { clock } = useHotel()
  const { data } = useTold(subject)
  const last = data?.told[0]
  if (last === undefined) return <span className="muted">–</span>
  const { tone, words } = outcomeOf(last)
  const reason = last.message === '' ? '' : ` ${reasonText(last)}`
  return (
    <span title={words + reason}>
      <Mark tone={tone} /> <span className="figures">{clock.timeToSeconds(last.settledAt ?? last.at)}</span>{' '}
      <span className="spoken-only">{words}</span>
    </span>
  )
}

/** The newest of the commands behind a request; none where values were only sent again. */
function Because({ seqs }: { seqs: readonly number[] }) {
  const seq = seqs.length === 0 ? null : Math.max(...seqs)
  if (seq === null) return <span className="muted">–</span>
  return (
    <button type="button" className="plain-link figures" onClick={() => openJournalAt(seq)}>
      {t('channels.history.row', { seq })}
    </button>
  )
}
