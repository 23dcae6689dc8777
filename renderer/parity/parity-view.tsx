/** Parity: where channels or the desk would show another price than the hotel asks, why, and the way to put it right. */
import { Button, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { addDays } from '../../shared/dates.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { DateField } from '../frame/date-field.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { StepButton } from '../frame/step-button.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { RateViewHead } from '../rates/rate-view-head.tsx'
import { t } from '../text/text.ts'
import { ParityTable } from './parity-table.tsx'
import './parity.css'
import { PARITY_LENGTHS, type ParityLength, useParityState } from './parity-state.ts'

const LENGTH_WORDS = { 14: 'parity.weeks', 31: 'parity.month', 62: 'parity.months' } as const

export function ParityView() {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const { from: chosenFrom, nights, set } = useParityState()
  // The business date may have passed what was chosen: nights behind it are nobody's to sell.
  const from = chosenFrom !== null && chosenFrom > hotel.businessDate ? chosenFrom : hotel.businessDate
  const to = addDays(from, nights)
  const query = useQuery(queries.rates.parity.queryOptions({ input: { from, to } }))
  const step = (by: number) => {
    const next = addDays(from, by * nights)
    set({ from: next > hotel.businessDate ? next : null, chosen: null })
  }
  const earlier = isAway || from === hotel.businessDate ? undefined : () => step(-1)
  const later = isAway ? undefined : () => step(1)
  useViewKeys({ arrowleft: earlier, arrowright: later })
  return (
    <div className="list-screen">
      <RateViewHead view="parity">
        <Button.Group>
          <StepButton way="earlier" label={t('parity.earlier')} onStep={earlier} />
          <StepButton way="later" label={t('parity.later')} onStep={later} />
        </Button.Group>
        <DateField
          label={t('parity.from')}
          disabled={isAway}
          value={from}
          min={hotel.businessDate}
          onPick={(date) => {
            if (date >= hotel.businessDate) set({ from: date, chosen: null })
          }}
        />
        <SegmentedControl
          aria-label={t('parity.length')}
          disabled={isAway}
          value={String(nights)}
          onChange={(value) => set({ nights: Number(value) as ParityLength, chosen: null })}
          data={PARITY_LENGTHS.map((length) => ({ value: String(length), label: t(LENGTH_WORDS[length]) }))}
        />
      </RateViewHead>
      <div className="parity-body">
        <QueryView query={query}>{(found) => <ParityTable found={found} range={{ from, to }} />}</QueryView>
      </div>
    </div>
  )
}
