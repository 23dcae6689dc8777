/** How prices are made: what they are rounded to, between which bounds they lie, and which ages of children have prices. */
import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toDecimal } from '../../shared/money.ts'
import { ROUNDINGS } from '../../shared/rates/price-set.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { BandsPart } from './bands-part.tsx'
import { BoundsPart } from './bounds-part.tsx'
import { Part } from './part.tsx'
import { type PricingSettings, readRoundTo } from './pricing-entry.ts'

export function PricesSection() {
  const { queries } = useDesk()
  const query = useQuery(queries.pricing.settings.queryOptions())
  return (
    <QueryView query={query}>
      {(settings) => (
        <>
          <BoundsPart settings={settings} />
          <BandsPart settings={settings} />
          <RoundingPart settings={settings} />
        </>
      )}
    </QueryView>
  )
}

function RoundingPart({ settings }: { settings: PricingSettings }) {
  const { calls } = useDesk()
  const { currency } = useHotel().hotel
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const save = useCommand(calls.pricing.saveSettings, t('settings.prices.rounding'))
  const [step, setStep] = useState(toDecimal(settings.roundToMinor, currency))
  const [rounding, setRounding] = useState(settings.rounding)
  const roundToMinor = readRoundTo(step, currency)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (roundToMinor === undefined || isAway || save.isSending) return
    if ((await save.send({ roundToMinor, rounding })) !== undefined)
      notify('done', t('settings.prices.rounding.saved'))
  }
  return (
    <Part title={t('settings.prices.rounding')} text={t('settings.prices.rounding.text')}>
      <form className="settings-line" onSubmit={(event) => void submit(event)}>
        <TextInput
          w={180}
          label={t('settings.prices.roundTo', { currency })}
          inputMode="decimal"
          value={step}
          error={
            roundToMinor === undefined
              ? t('settings.prices.roundTo.wrong', { least: toDecimal(1, currency) })
              : null
          }
          onChange={({ currentTarget: { value } }) => setStep(value)}
        />
        <Select
          w={180}
          label={t('settings.prices.rounding.way')}
          allowDeselect={false}
          value={rounding}
          data={ROUNDINGS.map((value) => ({ value, label: t(`settings.prices.rounding.${value}`) }))}
          onChange={(value) => value !== null && setRounding(value as typeof rounding)}
        />
        <Button
          type="submit"
          variant="default"
          disabled={roundToMinor === undefined || isAway}
          loading={save.isSending}
        >
          {t('common.save')}
        </Button>
      </form>
      <FailureAlert failure={save.failure} />
    </Part>
  )
}
