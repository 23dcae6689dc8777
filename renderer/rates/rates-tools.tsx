/** The row over the grid: where in time, which type, for how many, and what lies behind the prices. */
import { Button, SegmentedControl, Select } from '@mantine/core'
import { useMemo } from 'react'
import { dayNumber, fromDayNumber } from '../../shared/dates.ts'
import { useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { DateField } from '../frame/date-field.tsx'
import { Key } from '../frame/marks.tsx'
import { StepButton } from '../frame/step-button.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { clampDay, type GridLayout } from './grid-layout.ts'
import { HEATS, type Heat } from './heat.ts'
import { monthAway } from './month-away.ts'
import { NOTHING_PAINTED } from './painting.ts'
import { RateViewChoice } from './rate-view-head.tsx'
import { RATE_VIEW_KEYS, type RateView } from './rate-views.ts'
import { useRatesState } from './rates-state.ts'

const ALL = 'all'

export function RatesTools({ layout }: { layout: GridLayout }) {
  const { hotel } = useHotel()
  const roomTypeId = useRatesState((state) => state.roomTypeId)
  const adults = useRatesState((state) => state.adults)
  const heat = useRatesState((state) => state.heat)
  const set = useRatesState((state) => state.set)
  const open = useDeskState((state) => state.open)
  const mostAdults = Math.max(...hotel.roomTypes.map((type) => type.maxOccupancy), 1)
  const firstDay = () => useRatesState.getState().firstDay ?? layout.start
  const views = useMemo(() => {
    const entries = Object.entries(RATE_VIEW_KEYS) as [RateView, string][]
    return {
      ...Object.fromEntries(entries.map(([view, key]) => [key.toLowerCase(), () => set({ view })])),
      j: () => open({ kind: 'rateChanges' }),
    }
  }, [set, open])
  useViewKeys(views)
  const go = (day: number) => set({ jump: { day: clampDay(day, layout) } })
  return (
    <div className="tools">
      <RateViewChoice view="grid" />
      <Button.Group>
        <StepButton way="earlier" label={t('rates.earlier')} onStep={() => go(monthAway(firstDay(), -1))} />
        <Button variant="default" h={28} onClick={() => go(layout.start)}>
          {t('rates.today')}
        </Button>
        <StepButton way="later" label={t('rates.later')} onStep={() => go(monthAway(firstDay(), 1))} />
      </Button.Group>
      <JumpField layout={layout} onJump={go} />
      <Select
        aria-label={t('rates.types')}
        w={152}
        data={[
          { value: ALL, label: t('rates.allTypes') },
          ...hotel.roomTypes.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={roomTypeId ?? ALL}
        allowDeselect={false}
        // Painted cells that are not seen would be changed unseen.
        onChange={(value) => set({ roomTypeId: value === ALL ? null : value, painting: NOTHING_PAINTED })}
      />
      <Select
        aria-label={t('rates.adults')}
        w={104}
        data={Array.from({ length: mostAdults }, (_, index) => ({
          value: String(index + 1),
          label: t('common.adults', { count: index + 1 }),
        }))}
        value={String(Math.min(adults, mostAdults))}
        allowDeselect={false}
        onChange={(value) => set({ adults: Number(value ?? adults) })}
      />
      <span className="grow" />
      <span className="row">
        <span className="muted rates-behind">{t('rates.behind')}</span>
        <SegmentedControl
          aria-label={t('rates.behind')}
          data={HEATS.map((value) => ({ value, label: t(`rates.heat.${value}`) }))}
          value={heat}
          onChange={(value) => set({ heat: value as Heat })}
        />
        <Key>H</Key>
      </span>
    </div>
  )
}

/** Shows the first day in sight. */
function JumpField({ layout, onJump }: { layout: GridLayout; onJump: (day: number) => void }) {
  const shown = useRatesState((state) => state.firstDay) ?? layout.start
  return (
    <DateField
      label={t('rates.goTo')}
      value={fromDayNumber(shown)}
      min={fromDayNumber(layout.start)}
      max={fromDayNumber(layout.end - 1)}
      onPick={(date) => onJump(dayNumber(date))}
    />
  )
}
