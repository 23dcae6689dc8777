/** Parity: where channels or the desk would show another price than the hotel asks, why, and the way to put it right. */
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/icons/IconChevronLeft'
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { QueryView } from '../frame/query-view.tsx'
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
          <Button
            variant="default"
            h={28}
            px={6}
            aria-label={t('parity.earlier')}
            disabled={earlier === undefined}
            onClick={earlier}
          >
            <IconChevronLeft size={16} stroke={1.75} />
          </Button>
          <Button
            variant="default"
            h={28}
            px={6}
            aria-label={t('parity.later')}
            disabled={later === undefined}
            onClick={later}
          >
            <IconChevronRight size={16} stroke={1.75} />
          </Button>
        </Button.Group>
        <FirstNight from={from} onChange={(date) => set({ from: date, chosen: null })} />
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

/** While a date is typed it keeps what is typed. */
function FirstNight({ from, onChange }: { from: IsoDate; onChange: (from: IsoDate) => void }) {
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextInput
      type="date"
      w={136}
      aria-label={t('parity.from')}
      disabled={isAway}
      value={typed ?? from}
      min={hotel.businessDate}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value)
        if (isIsoDate(value) && value >= hotel.businessDate) onChange(value)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
