/** Pairing with a relay by its address and a code, or taking up an earlier pairing by the printed recovery code. */
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useCommand, useDesk, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { Part } from './part.tsx'

const WAYS = ['pair', 'restore'] as const
type Way = (typeof WAYS)[number]
const LEAST_CODE: Record<Way, number> = { pair: 8, restore: 20 }

export function RelayPairing({ onPaired }: { onPaired: (recoveryCode: string) => void }) {
  const { calls } = useDesk()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const [way, setWay] = useState<Way>('pair')
  const [url, setUrl] = useState('')
  const [code, setCode] = useState('')
  const [wasTried, setTried] = useState(false)
  const pair = useCommand(calls.relay.pair, t('settings.relay.pair'))
  const restore = useCommand(calls.relay.restore, t('settings.relay.restore'))
  const isSending = pair.isSending || restore.isSending
  const isAddress = /^https?:\/\/\S+$/.test(url.trim())
  const isCode = code.trim().length >= LEAST_CODE[way]

  async function send(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!isAddress || !isCode || isAway || isSending) return
    if (way === 'pair') {
      const answer = await pair.send({ url: url.trim(), code: code.trim() })
      if (answer !== undefined) onPaired(answer.recoveryCode)
      return
    }
    const answer = await restore.send({ url: url.trim(), recoveryCode: code.trim() })
    if (answer !== undefined) notify('done', t('settings.relay.restored'))
  }
  function change(to: Way) {
    setWay(to)
    setCode('')
    setTried(false)
    pair.clear()
    restore.clear()
  }
  return (
    <Part title={t('settings.relay.none')} text={t('settings.relay.text')}>
      <SegmentedControl
        className="settings-choice"
        aria-label={t('settings.relay.way')}
        value={way}
        onChange={(value) => change(value as Way)}
        data={WAYS.map((value) => ({ value, label: t(`settings.relay.${value}`) }))}
      />
      <form
        className="settings-line"
        onSubmit={(event) => void send(event)}
        noValidate
        data-testid="relay-form"
      >
        <TextInput
          className="grow"
          label={t('settings.relay.url')}
          placeholder="https://relay.example.com"
          autoComplete="off"
          inputMode="url"
          value={url}
          error={wasTried && !isAddress ? t('settings.relay.url.wrong') : null}
          onChange={({ currentTarget: { value } }) => setUrl(value)}
        />
        <TextInput
          className="grow"
          label={t(`settings.relay.${way}.code`)}
          autoComplete="off"
          spellCheck={false}
          value={code}
          error={wasTried && !isCode ? t(`settings.relay.${way}.code.wrong`) : null}
          onChange={({ currentTarget: { value } }) => setCode(value)}
        />
        <Button type="submit" disabled={isAway} loading={isSending}>
          {t(`settings.relay.${way}.now`)}
        </Button>
      </form>
      <p className="second muted">{t(`settings.relay.${way}.text`)}</p>
      <FailureAlert failure={way === 'pair' ? pair.failure : restore.failure} />
    </Part>
  )
}
