/** What every cancellation asks: whether the channel that sold it agreed, and the reason. */
import { Checkbox, TextInput } from '@mantine/core'
import { t } from '../text/text.ts'

const MOST_REASON_LETTERS = 500

export function ChannelAgreed({
  channel,
  isAgreed,
  onAgree,
}: {
  /** Null: no channel sold it, and nothing is asked. */
  channel: { readonly name: string; readonly ref: string } | null
  isAgreed: boolean
  onAgree: (isAgreed: boolean) => void
}) {
  if (channel === null) return null
  return (
    <>
      <p className="warning-text">
        {t('reservation.cancel.channel', { channel: channel.name, ref: channel.ref })}
      </p>
      <Checkbox
        label={t('reservation.cancel.agreed', { channel: channel.name })}
        checked={isAgreed}
        onChange={({ currentTarget: { checked } }) => onAgree(checked)}
      />
    </>
  )
}

export function CancelReason({ reason, onChange }: { reason: string; onChange: (reason: string) => void }) {
  return (
    <TextInput
      label={t('reservation.cancel.reason')}
      description={t('reservation.cancel.reasonHint')}
      maxLength={MOST_REASON_LETTERS}
      value={reason}
      onChange={({ currentTarget: { value } }) => onChange(value)}
    />
  )
}
