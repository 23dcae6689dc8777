/** How far a recommendation may go, and what autopilot may take by itself; which room types it leaves alone. */
import { Button, NumberInput, Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Answers } from '../connection/desk-client.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { listText, shortAmountText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key, Mark, Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import {
  AUTOPILOT_LIMITS,
  AUTOPILOT_MODES,
  type AutopilotEntry,
  type AutopilotField,
  type AutopilotMode,
  entryOf,
  readAutopilot,
  withoutBounds,
} from './autopilot-entry.ts'
import { RecommendHead } from './recommend-head.tsx'
import { useRecommendState } from './recommend-state.ts'

type Settings = Answers['pricing']['settings']

export function AutopilotPart() {
  const { queries } = useDesk()
  const query = useQuery(queries.pricing.settings.queryOptions())
  return (
    <>
      <RecommendHead />
      <div className="autopilot">
        <QueryView query={query}>
          {(settings) => (
            <>
              <AutopilotForm settings={settings} />
              <BoundsOfTypes settings={settings} />
            </>
          )}
        </QueryView>
      </div>
    </>
  )
}

function AutopilotForm({ settings }: { settings: Settings }) {
  const { calls } = useDesk()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const save = useCommand(calls.pricing.saveSettings, t('autopilot.form'))
  const set = useRecommendState((state) => state.set)
  const stored = entryOf(settings)
  // What is not typed anew follows what is stored, be it changed by somebody else.
  const [typed, setTyped] = useState<Partial<AutopilotEntry>>({})
  const entry = { ...stored, ...typed }
  const { rules, issues } = readAutopilot(entry)
  const canSave = rules !== null && !isAway
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input')?.focus(), [])
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!canSave || save.isSending) return
    if ((await save.send(rules)) === undefined) return
    notify('done', t('autopilot.saved'))
    setTyped({})
  }
  const number = (field: AutopilotField, isUsed: boolean) => {
    const { words, unit, min, max } = AUTOPILOT_LIMITS[field]
    return (
      <div className="autopilot-line">
        <label htmlFor={`autopilot-${field}`}>{t(words)}</label>
        <NumberInput
          id={`autopilot-${field}`}
          w={84}
          min={min}
          max={max}
          allowDecimal={false}
          clampBehavior="none"
          disabled={!isUsed}
          value={entry[field]}
          error={isUsed && issues.includes(field) ? t('autopilot.issue', { min, max }) : null}
          onChange={(value) => setTyped({ ...typed, [field]: String(value) })}
        />
        <span>{t(unit)}</span>
      </div>
    )
  }
  return (
    <form
      ref={form}
      className="autopilot-form"
      aria-label={t('autopilot.form')}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        set({ part: 'prices' })
      }}
    >
      <h2>{t('autopilot.form')}</h2>
      {number('maxDailyStepPercent', true)}
      <Radio.Group
        label={t('autopilot.mode')}
        value={entry.autopilot}
        onChange={(value) => setTyped({ ...typed, autopilot: value as AutopilotMode })}
      >
        <div className="autopilot-modes">
          {AUTOPILOT_MODES.map((mode) => (
            <Radio key={mode} size="xs" value={mode} label={t(`autopilot.mode.${mode}`)} />
          ))}
        </div>
      </Radio.Group>
      {number('autopilotPercent', entry.autopilot === 'within_percent')}
      {number('autopilotDays', entry.autopilot !== 'off')}
      <p className="second muted">{t('autopilot.rule')}</p>
      <FailureAlert failure={save.failure} />
      <div className="row">
        <Button type="submit" disabled={!canSave} loading={save.isSending} rightSection={<Key>Enter</Key>}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}

function BoundsOfTypes({ settings }: { settings: Settings }) {
  const { hotel, names } = useHotel()
  const showSettings = useDeskState((state) => state.showSettings)
  const { currency } = hotel
  const missing = withoutBounds(settings.bounds)
  const amount = (minor: number | null) =>
    minor === null ? t('autopilot.none') : shortAmountText(minor, currency)
  return (
    <section className="autopilot-types" aria-label={t('autopilot.types')}>
      <h2>{t('autopilot.types')}</h2>
      <p className="autopilot-missing" data-testid="autopilot-missing">
        <Mark tone={missing.length === 0 ? 'ok' : 'warning'} />
        {missing.length === 0
          ? t('autopilot.allBound')
          : t('autopilot.missing', {
              count: missing.length,
              types: listText(missing.map((id) => names.roomType(id))),
            })}
      </p>
      <table className="table">
        <thead>
          <tr>
            <th>{t('autopilot.type')}</th>
            <th className="right">{t('autopilot.floor', { currency })}</th>
            <th className="right">{t('autopilot.ceiling', { currency })}</th>
            <th>{t('autopilot.takes')}</th>
          </tr>
        </thead>
        <tbody>
          {settings.bounds.map(({ roomTypeId, floorMinor, ceilingMinor }) => (
            <tr key={roomTypeId}>
              <td>{names.roomType(roomTypeId)}</td>
              <td className="right">{amount(floorMinor)}</td>
              <td className="right">{amount(ceilingMinor)}</td>
              <td>
                {missing.includes(roomTypeId) ? (
                  <Status tone="warning">{t('autopilot.takes.no')}</Status>
                ) : (
                  <Status tone="ok">{t('autopilot.takes.yes')}</Status>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Button variant="default" onClick={() => showSettings('prices')}>
          {t('autopilot.toBounds')}
        </Button>
      </div>
    </section>
  )
}
