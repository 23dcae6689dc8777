/** Changes a channel: where it is, what it is shown, and which of its products are ours. */
import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { type ChannelFormField, useDeskState } from '../desk-state.ts'
import { useAltKey } from '../frame/alt-key.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import {
  type ChannelDraft,
  changesOf,
  costOf,
  draftOf,
  issuesOf,
  type Mapping,
  mappingOf,
  withHostIssues,
} from './channel-entry.ts'
import { AdvancedFields, CommissionField, ExposureFields, SignInFields } from './channel-fields.tsx'
import { TestPanel, useConnectionTest } from './connection-test.tsx'
import { MappingPart, useProducts } from './mapping-part.tsx'

export function ChannelDialog({ channelId, startsAt }: { channelId: string; startsAt: ChannelFormField }) {
  const close = useDeskState((state) => state.closeDialog)
  return (
    <OverScreen onClose={close} size={1120} className="channel-dialog" title={t('channels.form.configure')}>
      <KnownChannel channelId={channelId} startsAt={startsAt} />
    </OverScreen>
  )
}

/** Read once: what is typed stays, whatever the channel does meanwhile. */
function KnownChannel({ channelId, startsAt }: { channelId: string; startsAt: ChannelFormField }) {
  const { queries } = useDesk()
  const channels = useQuery(queries.channels.list.queryOptions())
  const mapping = useQuery(queries.channels.mapping.queryOptions({ input: { channelId } }))
  return (
    <QueryView query={channels}>
      {(data) => (
        <QueryView query={mapping}>
          {(mapped) => {
            const channel = data.channels.find(({ id }) => id === channelId)
            return channel === undefined ? (
              <p className="notice-empty">{t('channels.form.gone')}</p>
            ) : (
              <ChannelForm channel={channel} mapping={mapped.mapping} startsAt={startsAt} />
            )
          }}
        </QueryView>
      )}
    </QueryView>
  )
}

function ChannelForm({
  channel: current,
  mapping: mappedNow,
  startsAt,
}: {
  channel: ChannelState
  mapping: Mapping
  startsAt: ChannelFormField
}) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const configure = useCommand(calls.channels.configure)
  const [opened] = useState({ channel: current, mapping: mappedNow })
  const { channel } = opened
  const [before] = useState(() => draftOf(channel, opened.mapping))
  const [draft, setDraft] = useState(before)
  const [wasSent, setSent] = useState(false)
  const test = useConnectionTest(draft, channel.id)
  const list = useProducts(draft, channel.id)
  const found = issuesOf(draft, hotel, false)
  const issues = wasSent ? withHostIssues(found, draft, configure.failure) : {}
  const { isSending } = configure
  const isWell = Object.keys(found).length === 0
  const changes = isWell ? changesOf(draft, before, channel, hotel) : null
  const isUnchanged = isWell && changes === null

  async function send() {
    if (changes === null) return
    const answer = await configure.send({ channelId: channel.id, ...changes })
    if (answer === undefined) return
    notify('done', t('channels.form.configured', { channel: draft.name.trim() }))
    close()
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // Drawn at once: the first field that learns of it is where the hand goes.
    flushSync(() => setSent(true))
    if (!isWell) {
      event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
      return
    }
    if (!isSending && !isAway && !isUnchanged) void send()
  }
  useAltKey('KeyT', () => {
    if (isWell && !isAway && !test.isTesting) void test.run()
  })
  const change = (part: Partial<ChannelDraft>) => setDraft({ ...draft, ...part })
  const fields = { draft, issues, isNew: false, startsAt, onChange: change }
  return (
    <form className="channel-form" noValidate onSubmit={submit} autoComplete="off">
      <div className="channel-form-body">
        <div className="channel-fields">
          <SignInFields {...fields} />
          <TestPanel test={test} channel={CHANNEL_KINDS[channel.kind].title} />
          <ExposureFields {...fields} />
          <CommissionField {...fields} />
          <AdvancedFields {...fields} />
        </div>
        <MappingPart draft={draft} issues={issues} list={list} asksAtOnce={false} onChange={change} />
      </div>
      <FailureAlert failure={configure.failure} />
      <div className="dialog-foot">
        <WhatItDoes
          draft={draft}
          before={opened.mapping}
          isUnchanged={isUnchanged}
          wasEnabled={before.enabled}
        />
        <Button variant="default" type="button" onClick={close} rightSection={<Key>Esc</Key>}>
          {t('common.cancel')}
        </Button>
        <Button
          type="submit"
          aria-disabled={isAway || isUnchanged}
          {...(isAway || isUnchanged ? { 'data-disabled': true } : {})}
          aria-busy={isSending}
          rightSection={isSending ? <Loader size={14} color="currentColor" /> : <Key>Enter</Key>}
        >
          {t('channels.form.save')}
        </Button>
      </div>
    </form>
  )
}

/** Said before it is done: what is sent, what is closed. */
function WhatItDoes({
  draft,
  before,
  isUnchanged,
  wasEnabled,
}: {
  draft: ChannelDraft
  before: Mapping
  isUnchanged: boolean
  wasEnabled: boolean
}) {
  const { hotel } = useHotel()
  const days = Number(draft.horizonDays)
  const mapping = mappingOf(draft, hotel)
  const cost = costOf(mapping, before, Number.isFinite(days) ? days : 0)
  const { types, plans, cells, closed, recoded } = cost
  return (
    <div className="grow second" data-testid="form-cost">
      {isUnchanged && <p className="muted">{t('channels.form.unchanged')}</p>}
      {!isUnchanged && !draft.enabled && (
        <p className={wasEnabled ? 'warning-text' : 'muted'}>{t('channels.form.offMeans')}</p>
      )}
      {!isUnchanged && draft.enabled && (
        <p>
          {types === 0
            ? t('channels.form.costNothing')
            : t(recoded > 0 ? 'channels.form.costNew' : 'channels.form.costChange', {
                types,
                plans,
                cells,
                days,
              })}
        </p>
      )}
      {recoded > 0 && <p className="warning-text">{t('channels.form.costRecoded', { count: recoded })}</p>}
      {closed > 0 && <p className="warning-text">{t('channels.form.costClosed', { count: closed })}</p>}
    </div>
  )
}
