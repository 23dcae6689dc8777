/** The relay: whether it is there, pairing with one, the code that restores it, and which channels deliver by it. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RelayState } from '../../shared/contract/relay.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { relayWords } from '../frame/relay-words.ts'
import { t } from '../text/text.ts'
import { Fact, Part } from './part.tsx'
import { RecoveryCode } from './recovery-code.tsx'
import { RelayChannels } from './relay-channels.tsx'
import { RelayPairing } from './relay-pairing.tsx'
import { useAnswer } from './use-answer.ts'

type Paired = Extract<RelayState, { state: 'paired' }>

export function RelaySection() {
  const { queries } = useDesk()
  const relay = useQuery(queries.relay.state.queryOptions())
  /** Shown once, until somebody says that it is on paper. */
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null)
  return (
    <QueryView query={relay}>
      {(state) => (
        <>
          {recoveryCode !== null && <RecoveryCode code={recoveryCode} onKept={() => setRecoveryCode(null)} />}
          {state.state === 'not_paired' ? (
            <RelayPairing onPaired={setRecoveryCode} />
          ) : (
            <>
              <StatePart relay={state} />
              <RelayChannels sources={state.sources} />
              <RecoveryPart onCode={setRecoveryCode} />
              <UnpairPart />
            </>
          )}
        </>
      )}
    </QueryView>
  )
}

function StatePart({ relay }: { relay: Paired }) {
  const { clock } = useHotel()
  const { tone, words, values } = relayWords(relay, clock)
  return (
    <Part title={t('settings.relay.state')} text={t('settings.relay.text')}>
      <dl className="settings-facts" data-testid="relay-state">
        <Fact name={t('settings.relay.now')}>
          <Status tone={tone}>{t(words, values)}</Status>
        </Fact>
        <Fact name={t('settings.relay.url')}>{relay.url}</Fact>
        <Fact name={t('settings.relay.heard')}>
          {relay.lastHeardAt === null ? '–' : clock.dayAndTime(relay.lastHeardAt)}
        </Fact>
        <Fact name={t('settings.relay.waiting')}>
          {t('settings.relay.messages', { count: relay.waiting })}
        </Fact>
        {relay.unreadable > 0 && (
          <Fact name={t('settings.relay.unreadable')}>
            <span className="warning-text">{t('settings.relay.messages', { count: relay.unreadable })}</span>
          </Fact>
        )}
        {relay.lastError !== null && (
          <Fact name={t('settings.relay.lastError')}>
            {clock.dayAndTime(relay.lastError.at)} <span className="muted">{relay.lastError.message}</span>
          </Fact>
        )}
      </dl>
    </Part>
  )
}

function RecoveryPart({ onCode }: { onCode: (code: string) => void }) {
  const { calls } = useDesk()
  const isAway = useIsAway()
  const code = useAnswer(async () => {
    const { recoveryCode } = await calls.relay.recoveryCode()
    onCode(recoveryCode)
  })
  return (
    <Part title={t('settings.relay.recovery')} text={t('settings.relay.recovery.again')}>
      <FailureAlert failure={code.failure} />
      <div>
        <Button variant="default" disabled={isAway} loading={code.isAsking} onClick={code.ask}>
          {t('settings.relay.recovery.show')}
        </Button>
      </div>
    </Part>
  )
}

function UnpairPart() {
  const { calls } = useDesk()
  const isAway = useIsAway()
  const unpair = useCommand(calls.relay.unpair, t('settings.relay.unpair'))
  const [isAsking, setAsking] = useState(false)
  return (
    <Part title={t('settings.relay.unpair')} text={t('settings.relay.unpair.text')}>
      <FailureAlert failure={unpair.failure} />
      <div className="row">
        {isAsking ? (
          <>
            <Button
              color="red"
              disabled={isAway}
              loading={unpair.isSending}
              onClick={() => void unpair.send({})}
            >
              {t('settings.relay.unpair.now')}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)} autoFocus>
              {t('common.cancel')}
            </Button>
          </>
        ) : (
          <Button variant="default" disabled={isAway} onClick={() => setAsking(true)}>
            {t('settings.relay.unpair.ask')}
          </Button>
        )}
      </div>
    </Part>
  )
}
