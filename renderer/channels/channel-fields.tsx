/** The fields of a channel beside its mapping: where it is, how to sign in there, what it is shown, and its limits. */
import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { LIMIT_NAMES, type LimitName } from '../../shared/channel-kinds/definition.ts'
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import type { ChannelFormField } from '../desk-state.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import type { ChannelDraft, Issues } from './channel-entry.ts'

interface FieldsProps {
  readonly draft: ChannelDraft
  readonly issues: Issues
  readonly onChange: (part: Partial<ChannelDraft>) => void
}

type TextField = Exclude<
  { [K in keyof ChannelDraft]: ChannelDraft[K] extends string ? K : never }[keyof ChannelDraft],
  'kind'
>

const LABELS: Readonly<Record<TextField, MessageId>> = {
  name: 'channels.form.name',
  hotelCode: 'channels.form.hotelCode',
  accountCode: 'channels.form.accountCode',
  username: 'channels.form.username',
  password: 'channels.form.password',
  buffer: 'channels.form.buffer',
  commissionPercent: 'channels.form.commissionPercent',
  cap: 'channels.form.cap',
  horizonDays: 'channels.form.horizonDays',
  safetyBuffer: 'channels.form.safetyBuffer',
  ariBaseUrl: 'channels.form.ariBaseUrl',
  reservationsBaseUrl: 'channels.form.reservationsBaseUrl',
}

const LIMIT_LABELS: Readonly<Record<LimitName, MessageId>> = {
  pullIntervalMs: 'channels.limit.pullIntervalMs',
  pauseAfterAcknowledgeMs: 'channels.limit.pauseAfterAcknowledgeMs',
  requestTimeoutMs: 'channels.limit.requestTimeoutMs',
  requestDeadlineMs: 'channels.limit.requestDeadlineMs',
  requestsPerMinute: 'channels.limit.requestsPerMinute',
  maxRangesPerRequest: 'channels.limit.maxRangesPerRequest',
  maxRequestBytes: 'channels.limit.maxRequestBytes',
  backoffBaseMs: 'channels.limit.backoffBaseMs',
  backoffMaxMs: 'channels.limit.backoffMaxMs',
}

/** An issue in words, or what Mantine takes for none. */
export function issueText(issues: Issues, field: string): string | null {
  const issue = issues[field]
  return issue === undefined ? null : t(issue.words, issue.values)
}

interface SomeFieldsProps extends FieldsProps {
  readonly isNew: boolean
  /** Null: the keyboard begins elsewhere. */
  readonly startsAt: ChannelFormField | null
}

type InputMode = 'text' | 'numeric' | 'decimal'
type TextProps = (field: TextField, inputMode?: InputMode) => ReturnType<typeof textProps>

function textProps(
  { draft, issues, startsAt, onChange }: SomeFieldsProps,
  field: TextField,
  inputMode: InputMode,
) {
  return {
    label: t(LABELS[field]),
    value: draft[field],
    error: issueText(issues, field),
    inputMode,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onChange({ [field]: value }),
    ...(startsAt === field ? FOCUS_AT_ONCE : {}),
  }
}

/** Where the channel is and how to sign in there, as its kind wants it. */
export function SignInFields(props: SomeFieldsProps) {
  const { draft, isNew, onChange } = props
  const { title, hasAccountCode, signsInBy } = CHANNEL_KINDS[draft.kind]
  const text: TextProps = (field, inputMode = 'text') => textProps(props, field, inputMode)
  return (
    <fieldset>
      <legend>{t('channels.form.where')}</legend>
      <TextInput {...text('name')} />
      <TextInput {...text('hotelCode')} description={t('channels.form.hotelCodeWhat', { channel: title })} />
      {hasAccountCode && (
        <TextInput {...text('accountCode')} description={t('channels.form.accountCodeWhat')} />
      )}
      {signsInBy === 'username_password' && (
        <TextInput {...text('username')} autoComplete="off" {...(isNew ? {} : keptHint)} />
      )}
      <PasswordInput
        {...text('password')}
        label={t(signsInBy === 'key' ? 'channels.form.key' : 'channels.form.password')}
        size="xs"
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('channels.form.showPassword') }}
        description={t(isNew ? 'channels.form.passwordNew' : 'channels.form.passwordKept')}
        {...(isNew ? {} : keptHint)}
      />
      {!isNew && (
        <Checkbox
          label={t('channels.form.enabled')}
          checked={draft.enabled}
          onChange={({ currentTarget: { checked } }) => onChange({ enabled: checked })}
        />
      )}
    </fieldset>
  )
}

/** What it is shown of the inventory. */
export function ExposureFields(props: SomeFieldsProps) {
  const text: TextProps = (field, inputMode = 'text') => textProps(props, field, inputMode)
  return (
    <fieldset>
      <legend>{t('channels.form.shown')}</legend>
      <div className="two">
        <TextInput {...text('buffer', 'numeric')} />
        <TextInput {...text('cap', 'numeric')} placeholder={t('channels.form.noCap')} />
        <TextInput {...text('horizonDays', 'numeric')} />
        <TextInput {...text('safetyBuffer', 'numeric')} />
      </div>
      <p className="muted second">{t('channels.form.shownWhat')}</p>
    </fieldset>
  )
}

/** What it keeps, as far as the desk has to know it by itself. */
export function CommissionField(props: SomeFieldsProps) {
  const { title } = CHANNEL_KINDS[props.draft.kind]
  return (
    <fieldset>
      <legend>{t('channels.form.money')}</legend>
      <TextInput
        {...textProps(props, 'commissionPercent', 'decimal')}
        placeholder={t('channels.form.noCommission')}
        description={t('channels.form.commissionWhat', { channel: title })}
      />
    </fieldset>
  )
}

const keptHint = { placeholder: '••••••••' }

/** Addresses, intervals and limits, folded away: hardly anybody changes them. */
export function AdvancedFields(props: SomeFieldsProps) {
  const { draft, issues, onChange } = props
  const text: TextProps = (field, inputMode = 'text') => textProps(props, field, inputMode)
  const id = useId()
  const hasIssue = Object.keys(issues).some((field) => field.startsWith('limits.') || field.endsWith('Url'))
  const [isWished, setWished] = useState(false)
  const isOpen = isWished || hasIssue
  return (
    <fieldset>
      <legend>{t('channels.form.advanced')}</legend>
      <Button
        h={28}
        variant="default"
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setWished(!isWished)}
      >
        {t(isOpen ? 'channels.form.hideAdvanced' : 'channels.form.showAdvanced')}
      </Button>
      {isOpen && (
        <div id={id} className="advanced">
          <p className="muted second">{t('channels.form.advancedWhat')}</p>
          <TextInput {...text('ariBaseUrl')} />
          <TextInput {...text('reservationsBaseUrl')} />
          <div className="two">
            {LIMIT_NAMES.map((name) => (
              <TextInput
                key={name}
                label={t(LIMIT_LABELS[name])}
                inputMode="numeric"
                value={draft.limits[name]}
                error={issueText(issues, `limits.${name}`)}
                description={t('channels.limit.standard', {
                  value: CHANNEL_KINDS[draft.kind].limits[name].standard,
                })}
                onChange={({ currentTarget: { value } }) =>
                  onChange({ limits: { ...draft.limits, [name]: value } })
                }
              />
            ))}
          </div>
        </div>
      )}
    </fieldset>
  )
}
