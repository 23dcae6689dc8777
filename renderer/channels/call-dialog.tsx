/** One call to a channel: what was asked left, what was answered right, both as text and masked. [ and ] go to the ones beside it. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { CallBody, ChannelCall } from '../../shared/contract/channel-calls.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { useDocumentKeys } from '../frame/document-keys.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { matches, sizeText } from './call-words.ts'
import { useChannelsState } from './channels-state.ts'
import { intervalText } from './lane-words.ts'
import { prettyBody } from './pretty-body.ts'
import { useCalls } from './use-calls.ts'
import './call-log.css'

export function CallDialog({ channelId, callId }: { channelId: string; callId: number }) {
  const { queries } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const { older, newer } = useNeighbours(channelId, callId)
  const channels = useQuery(queries.channels.list.queryOptions())
  const query = useQuery(queries.channels.call.queryOptions({ input: { channelId, callId } }))
  useDocumentKeys((event) => {
    const act = event.key === '[' ? newer : event.key === ']' ? older : undefined
    if (act === undefined || event.defaultPrevented) return
    event.preventDefault()
    act()
  })
  const channel = channels.data?.channels.find(({ id }) => id === channelId)?.name ?? ''
  return (
    <OverScreen onClose={close} title={t('channels.call.title', { channel })} size="min(1440px, 96vw)">
      <div className="dialog-body" data-testid="call">
        <QueryView query={query}>
          {({ call }) =>
            call === null ? <p className="muted">{t('channels.call.gone')}</p> : <Call call={call} />
          }
        </QueryView>
        <div className="dialog-foot">
          <p className="muted second">{t('channels.call.masked')}</p>
          <span className="grow" />
          <Button
            variant="default"
            disabled={newer === undefined}
            rightSection={<Key>[</Key>}
            onClick={newer}
          >
            {t('channels.call.newer')}
          </Button>
          <Button
            variant="default"
            disabled={older === undefined}
            rightSection={<Key>]</Key>}
            onClick={older}
          >
            {t('channels.call.older')}
          </Button>
          <Button variant="default" onClick={close} rightSection={<Key>Esc</Key>} {...FOCUS_AT_ONCE}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    </OverScreen>
  )
}

/** Within the same filter as the list behind it; undefined where there is none. */
function useNeighbours(channelId: string, callId: number) {
  const { data } = useCalls(channelId)
  const filter = useChannelsState((state) => state.callFilter)
  const chooseCall = useChannelsState((state) => state.chooseCall)
  const open = useDeskState((state) => state.open)
  const all = data?.calls ?? []
  const calls = all.filter((call) => call.id === callId || matches(call, filter))
  const index = calls.findIndex(({ id }) => id === callId)
  const to = (place: number) => {
    const call = index === -1 ? undefined : calls[place]
    if (call === undefined) return undefined
    return () => {
      chooseCall(call.id)
      open({ kind: 'call', channelId, callId: call.id })
    }
  }
  return { newer: to(index - 1), older: to(index + 1) }
}

function Call({ call }: { call: ChannelCall }) {
  const { clock } = useHotel()
  const { status, answer, failure, method, address } = call
  return (
    <>
      <p className="muted call-facts">
        {t('channels.call.facts', {
          at: clock.dayAndSeconds(call.at),
          took: intervalText(Math.round(call.tookMs)),
        })}
        <span className="figures" translate="no">
          {method} {address}
        </span>
      </p>
      <div className="call-sides">
        <Side
          name={t('channels.call.request', { size: sizeText(call.request.bytes) })}
          body={call.request}
          nothing={t('channels.call.emptyRequest')}
          testId="call-request"
        />
        {answer === null ? (
          <section>
            <h3>{t('channels.call.nothing')}</h3>
            <p className="danger-text" data-testid="call-answer">
              {t('channels.call.noAnswer', { failure: failure ?? '–' })}
            </p>
          </section>
        ) : (
          <Side
            name={t('channels.call.answer', {
              status: status === null ? 'none' : String(status),
              size: sizeText(answer.bytes),
            })}
            body={answer}
            nothing={t('channels.call.emptyAnswer')}
            testId="call-answer"
          />
        )}
      </div>
    </>
  )
}

function Side({
  name,
  body: { text, bytes, isCut },
  nothing,
  testId,
}: {
  name: string
  body: CallBody
  nothing: string
  testId: string
}) {
  return (
    <section>
      <h3>{name}</h3>
      {text === '' ? (
        <p className="muted" data-testid={testId}>
          {bytes === 0 ? nothing : t('channels.call.tooLarge')}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <pre className="raw-message" translate="no" tabIndex={0} data-testid={testId}>
          {prettyBody(text)}
        </pre>
      )}
      {isCut && text !== '' && <p className="warning-text second">{t('channels.call.cut')}</p>}
    </section>
  )
}
