/** The first step of setting up a hotel: what it is called, what it is paid in, and where its clock stands. */
import { Button, TextInput } from '@mantine/core'
import { useLayoutEffect, useMemo } from 'react'
import { useIsAway } from '../desk-context.tsx'
import { Key } from '../frame/marks.tsx'
import { rich, t } from '../text/text.ts'
import { CurrencyChoice, ZoneChoice } from './choices.tsx'
import { HOTEL_FIELDS, issuesOf } from './set-up-check.ts'
import type { SetUpDraft } from './set-up-draft.ts'
import { useFormCheck } from './use-form-check.ts'

const NEXT = ['rooms', 'prices', 'channels'] as const

export function HotelCard({
  draft,
  onChange,
  onDone,
}: {
  draft: SetUpDraft
  onChange: (draft: SetUpDraft) => void
  onDone: () => void
}) {
  const isAway = useIsAway()
  const issues = useMemo(() => issuesOf(draft), [draft])
  const check = useFormCheck(issues, HOTEL_FIELDS, onDone)
  useLayoutEffect(() => document.getElementById('start-hotel')?.focus(), [])
  return (
    <section className="start-card" aria-labelledby="start-own-title">
      <header className="start-card-head">
        <h2 id="start-own-title">{t('start.own')}</h2>
        <span className="second muted">{t('start.own.takes')}</span>
      </header>
      <form className="start-card-body" onSubmit={check.onSubmit} noValidate data-testid="hotel-form">
        <TextInput
          id="start-hotel"
          label={t('start.hotelName')}
          placeholder={t('start.hotelName.example')}
          autoComplete="organization"
          data-field="name"
          value={draft.name}
          error={check.errorAt('name')}
          onChange={({ currentTarget: { value } }) => onChange({ ...draft, name: value })}
        />
        <div className="start-pair">
          <CurrencyChoice
            field="currency"
            value={draft.currency}
            error={check.errorAt('currency')}
            onChoose={(currency) => onChange({ ...draft, currency })}
          />
          <ZoneChoice
            field="timeZone"
            value={draft.timeZone}
            error={check.errorAt('timeZone')}
            onChoose={(timeZone) => onChange({ ...draft, timeZone })}
          />
        </div>
        <p className="second muted">{t('start.fixed')}</p>
        <h3 className="start-next-title">{t('start.next')}</h3>
        <ol className="start-next">
          {NEXT.map((what, index) => (
            <li key={what}>
              <span className="start-number">{index + 2}</span>
              <b>{t(`start.next.${what}`)}</b>
              <span className="muted">{t(`start.next.${what}.text`)}</span>
            </li>
          ))}
        </ol>
        <span className="grow" />
        <footer className="start-card-foot">
          <span className="second muted grow">{rich('start.enter', { key: <Key>Enter</Key> })}</span>
          <Button type="submit" disabled={isAway} rightSection={<Key>Enter</Key>}>
            {t('start.continue')}
          </Button>
        </footer>
      </form>
    </section>
  )
}
