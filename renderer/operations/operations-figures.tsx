/** The numbers that are looked at first: how late it is now, what failed, how fast the desk is, and what needs somebody. */
import type { ReactNode } from 'react'
import type { Answers } from '../connection/desk-client.ts'
import { numberText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import type { Tone } from '../frame/tone.ts'
import { t } from '../text/text.ts'
import { commandTone, lagTone, tookText } from './operations-words.ts'

type Measures = Answers['operations']['measures']
type Totals = Measures['channels'][number]

/** The channel whose oldest pending cell is the oldest of all. */
export function latestChannel(channels: readonly Totals[]): Totals | undefined {
  return channels
    .filter(({ oldestPendingAt }) => oldestPendingAt !== null)
    .sort((a, b) => (a.oldestPendingAt ?? 0) - (b.oldestPendingAt ?? 0))[0]
}

export function OperationsFigures({
  measures,
  shown,
  nameOf,
}: {
  measures: Measures
  /** The chosen channel, or all of them. */
  shown: readonly Totals[]
  nameOf: (channelId: string) => string
}) {
  const sum = (of: (channel: Totals) => number) => shown.reduce((total, channel) => total + of(channel), 0)
  const late = latestChannel(shown)
  const oldestMs = late === undefined ? 0 : Math.max(0, measures.at - (late.oldestPendingAt ?? measures.at))
  const errors = sum((channel) => channel.errors)
  const waiting = sum(({ inboxWaiting }) => inboxWaiting)
  const inboxAt = shown.flatMap(({ inboxOldestAt }) => (inboxOldestAt === null ? [] : [inboxOldestAt]))
  const inboxMs = inboxAt.length === 0 ? 0 : measures.at - Math.min(...inboxAt)
  const { lagP99Ms, commandP99Ms, openCases } = measures
  return (
    <div className="ops-figures">
      <Figure
        id="lag"
        what={t('operations.figure.lag')}
        tone={lagTone(lagP99Ms)}
        note={t('operations.target.seconds')}
      >
        {tookText(lagP99Ms)}
      </Figure>
      <Figure
        id="oldest"
        what={t('operations.figure.oldest')}
        tone={lagTone(oldestMs)}
        note={
          late === undefined
            ? t('operations.figure.nothingPending')
            : t('operations.figure.alertAt', { channel: nameOf(late.channelId) })
        }
      >
        {late === undefined ? numberText(0) : tookText(oldestMs)}
      </Figure>
      <Figure
        id="calls"
        what={t('operations.calls')}
        tone="ok"
        note={t('operations.figure.onePerCell', { count: numberText(sum(({ cells }) => cells)) })}
      >
        {numberText(sum(({ calls }) => calls))}
      </Figure>
      <Figure
        id="errors"
        what={t('operations.errors')}
        tone={errors === 0 ? 'ok' : 'warning'}
        note={t('operations.figure.retries', { count: sum(({ retries }) => retries) })}
      >
        {numberText(errors)}
      </Figure>
      <Figure
        id="command"
        what={t('operations.figure.command')}
        tone={commandTone(commandP99Ms)}
        note={t('operations.target.ms')}
      >
        {tookText(commandP99Ms)}
      </Figure>
      <Figure
        id="inbox"
        what={t('operations.figure.inbox')}
        tone={waiting === 0 ? 'ok' : 'warning'}
        note={t('operations.figure.inboxWaiting', { count: waiting })}
      >
        {waiting === 0 ? numberText(0) : tookText(inboxMs)}
      </Figure>
      <Figure
        id="cases"
        what={t('operations.figure.cases')}
        tone={openCases === 0 ? 'ok' : 'danger'}
        note={t('operations.figure.casesOpen')}
      >
        {numberText(openCases)}
      </Figure>
    </div>
  )
}

function Figure({
  id,
  what,
  tone,
  note,
  children,
}: {
  id: string
  what: string
  tone: Tone
  note: string
  children: ReactNode
}) {
  return (
    <div className={`ops-figure${tone === 'danger' ? ' is-danger' : ''}`} data-testid={`figure-${id}`}>
      <span className="label">{what}</span>
      <span className="ops-number">
        <Mark tone={tone} />
        <b className="figures">{children}</b>
      </span>
      <span className="ops-note">{note}</span>
    </div>
  )
}
