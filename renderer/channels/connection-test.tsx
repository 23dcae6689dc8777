/** Tries a connection before anything depends on it, and says in plain words what came of it and what to do. */
import { Button, Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProbeAnswer } from '../../shared/contract/channel-inquiry.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { failureOf } from '../failure.ts'
import { Key, Mark } from '../frame/marks.tsx'
import type { Tone } from '../frame/tone.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'
import { type ChannelDraft, credentialsOf, settingsOf } from './channel-entry.ts'

/** What of a draft a connection is made with; another text is another connection, not tested yet. */
export function connectionOf(draft: ChannelDraft, channelId: string | null) {
  return { channelId, kind: draft.kind, settings: settingsOf(draft, null), credentials: credentialsOf(draft) }
}

export type ConnectionTest = ReturnType<typeof useConnectionTest>

/** Of the draft as it is now: what was answered for another one counts no more. */
export function useConnectionTest(draft: ChannelDraft, channelId: string | null) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const [tested, setTested] = useState<{ of: string; answer: ProbeAnswer | { failed: string } } | null>(null)
  const mutation = useMutation({
    mutationFn: (wish: ReturnType<typeof connectionOf>) => calls.channels.test(wish),
  })
  const connection = connectionOf(draft, channelId)
  const of = JSON.stringify(connection)
  const answer = tested?.of === of ? tested.answer : null
  return {
    answer,
    isTesting: mutation.isPending,
    /** There is nothing to try any more: it works, or only the first update will show. */
    isSettled: answer !== null && 'result' in answer && answer.result !== 'failed',
    async run() {
      try {
        setTested({ of, answer: (await mutation.mutateAsync(connection)).answer })
      } catch (error) {
        setTested({ of, answer: { failed: failureSentence(failureOf(error), names) } })
      }
    },
  }
}

const FAILURES = {
  refused: ['channels.test.refused', 'channels.test.refusedDo'],
  unreachable: ['channels.test.unreachable', 'channels.test.unreachableDo'],
  busy: ['channels.test.busy', 'channels.test.busyDo'],
  settings: ['channels.test.settings', 'channels.test.settingsDo'],
  strange: ['channels.test.strange', 'channels.test.strangeDo'],
} as const satisfies Record<string, readonly [MessageId, MessageId]>

export function TestPanel({ test, channel }: { test: ConnectionTest; channel: string }) {
  const isAway = useIsAway()
  return (
    <section className="connection-test" aria-label={t('channels.test')}>
      <div className="connection-test-head">
        <b className="grow">{t('channels.test')}</b>
        <Button
          h={28}
          variant="default"
          type="button"
          disabled={isAway}
          aria-busy={test.isTesting}
          rightSection={test.isTesting ? <Loader size={12} color="currentColor" /> : <Key>Alt T</Key>}
          onClick={() => void test.run()}
        >
          {t('channels.test.run')}
        </Button>
      </div>
      <div role="status" data-testid="connection-test">
        <Outcome test={test} channel={channel} />
      </div>
    </section>
  )
}

function Outcome({ test: { answer, isTesting }, channel }: { test: ConnectionTest; channel: string }) {
  if (isTesting) return <p className="muted">{t('channels.test.asking', { channel })}</p>
  if (answer === null) return <p className="muted">{t('channels.test.notYet')}</p>
  if ('failed' in answer)
    return <Said tone="danger" title={t('channels.test.notMade')} what={answer.failed} />
  if (answer.result === 'notTestable')
    return (
      <Said
        tone="unknown"
        title={t('channels.test.notTestable', { channel })}
        what={t('channels.test.firstUpdate')}
      />
    )
  if (answer.result === 'works')
    return (
      <Said
        tone="ok"
        title={t('channels.test.works')}
        what={t('channels.test.worksWhat', { channel, count: answer.waiting })}
      />
    )
  const [title, what] = FAILURES[answer.reason]
  return (
    <Said tone="danger" title={t(title, { channel })} what={t(what, { channel })}>
      {answer.message}
    </Said>
  )
}

function Said({
  tone,
  title,
  what,
  children,
}: {
  tone: Tone
  title: string
  what: string
  children?: string
}) {
  return (
    <div className={`test-said is-${tone}`}>
      <Mark tone={tone} />
      <div className="lines">
        <b>{title}</b>
        <span>{what}</span>
        {children !== undefined && <span className="muted second">{children}</span>}
      </div>
    </div>
  )
}
