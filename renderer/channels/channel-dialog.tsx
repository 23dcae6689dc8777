/** Connects a channel, or changes one: where it is, what it is shown, and which of its products are ours. */
import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { type ChannelFormField, useDeskState } from '../desk-state.ts'
import type { Failure } from '../failure.ts'
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
  emptyDraft,
  exposureSettingsOf,
  fieldsOfCode,
  type Issue,
  type Issues,
  issuesOf,
  type Mapping,
  mappingOf,
  settingsOf,
} from './channel-entry.ts'
import { ChannelFields } from './channel-fields.tsx'
import { MappingTable } from './mapping-table.tsx'

export function ChannelDialog({
  channelId,
  startsAt,
}: {
  channelId: string | null
  startsAt: ChannelFormField
}) {
  const close = useDeskState((state) => state.closeDialog)
  return (
    <OverScreen
      onClose={close}
      size={1120}
      className="channel-dialog"
      title={t(channelId === null ? 'channels.form.connect' : 'channels.form.configure')}
    >
      {channelId === null ? (
        <ChannelForm channel={null} mapping={[]} startsAt={startsAt} />
      ) : (
        <KnownChannel channelId={channelId} startsAt={startsAt} />
      )}
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

/** The host's word about a code belongs to the fields that hold it. */
function withHostIssues(issues: Issues, draft: ChannelDraft, failure: Failure | null): Issues {
  if (failure?.kind !== 'refused' || failure.refusal.code !== 'MappingConflict') return issues
  const { code } = failure.refusal.data
  const taken: Issue = { words: 'channels.form.codeTwice', values: { code } }
  return { ...Object.fromEntries(fieldsOfCode(draft, code).map((field) => [field, taken])), ...issues }
}

function ChannelForm({
  channel: current,
  mapping: mappedNow,
  startsAt,
}: {
  channel: ChannelState | null
  mapping: Mapping
  startsAt: ChannelFormField
}) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const connect = useCommand(calls.channels.connect)
  const configure = useCommand(calls.channels.configure)
  const [opened] = useState({ channel: current, mapping: mappedNow })
  const { channel } = opened
  const [before] = useState(() =>
    channel === null ? emptyDraft('bookingcom') : draftOf(channel, opened.mapping),
  )
  const [draft, setDraft] = useState(before)
  const [wasSent, setSent] = useState(false)
  const failure = connect.failure ?? configure.failure
  const found = issuesOf(draft, hotel, channel === null)
  const issues = wasSent ? withHostIssues(found, draft, failure) : {}
  const isSending = connect.isSending || configure.isSending
  const changes =
    channel === null || Object.keys(found).length > 0 ? null : changesOf(draft, before, channel, hotel)
  const isUnchanged = channel !== null && Object.keys(found).length === 0 && changes === null

  async function send() {
    if (channel === null) {
      const answer = await connect.send({
        kind: draft.kind,
        name: draft.name.trim(),
        settings: settingsOf(draft, null),
        exposure: exposureSettingsOf(draft),
        credentials: { username: draft.username, password: draft.password },
        mapping: mappingOf(draft, hotel),
      })
      if (answer === undefined) return
      notify('done', t('channels.form.connected', { channel: draft.name.trim() }))
    } else {
      if (changes === null) return
      const answer = await configure.send({ channelId: channel.id, ...changes })
      if (answer === undefined) return
      notify('done', t('channels.form.configured', { channel: draft.name.trim() }))
    }
    close()
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // Drawn at once: the first field that learns of it is where the hand goes.
    flushSync(() => setSent(true))
    if (Object.keys(found).length > 0) {
      event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
      return
    }
    if (!isSending && !isAway && !isUnchanged) void send()
  }
  const change = (part: Partial<ChannelDraft>) => setDraft({ ...draft, ...part })
  return (
    <form className="channel-form" noValidate onSubmit={submit} autoComplete="off">
      <div className="channel-form-body">
        <ChannelFields
          draft={draft}
          issues={issues}
          isNew={channel === null}
          startsAt={startsAt}
          onChange={change}
        />
        <MappingTable draft={draft} issues={issues} onChange={change} />
      </div>
      <FailureAlert failure={failure} />
      <div className="dialog-foot">
        <WhatItDoes
          draft={draft}
          before={opened.mapping}
          isNew={channel === null}
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
          {t(channel === null ? 'channels.form.connectNow' : 'channels.form.save')}
        </Button>
      </div>
    </form>
  )
}

/** Said before it is done: what is sent, what is closed. */
function WhatItDoes({
  draft,
  before,
  isNew,
  isUnchanged,
  wasEnabled,
}: {
  draft: ChannelDraft
  before: Mapping
  isNew: boolean
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
            : t(isNew || recoded > 0 ? 'channels.form.costNew' : 'channels.form.costChange', {
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
