/** When and for how many: a walk-in arrives on the business date, a booking for later on any day on sale. */
import { Checkbox, NumberInput, TextInput } from '@mantine/core'
import { addDays, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { useHotel } from '../desk-context.tsx'
import { dayText } from '../formats.ts'

const MOST_NIGHTS = 365
const MOST_ADULTS = 30

export interface SaleStay {
  readonly isForLater: boolean
  readonly arrival: IsoDate
  readonly nights: number
  readonly adults: number
}

/** The first day of the stay: a walk-in follows the business date, even when it rolls while the dialog is open. */
export function startOf(stay: SaleStay, businessDate: IsoDate): IsoDate {
  return stay.isForLater ? stay.arrival : businessDate
}

function whole(value: string | number, most: number): number {
  const number = Math.trunc(Number(value))
  return Number.isNaN(number) ? 1 : Math.min(Math.max(number, 1), most)
}

export function StayFields({ stay, onChange }: { stay: SaleStay; onChange: (stay: SaleStay) => void }) {
  const { hotel } = useHotel()
  const starts = startOf(stay, hotel.businessDate)
  return (
    <div className="sale-fields">
      {stay.isForLater ? (
        <TextInput
          label="Arrival"
          type="date"
          w={150}
          value={starts}
          min={hotel.businessDate}
          max={addDays(hotel.horizon, -1)}
          onChange={({ currentTarget: { value } }) => {
            if (isIsoDate(value)) onChange({ ...stay, arrival: value })
          }}
        />
      ) : (
        <FixedDay label="Arrival" date={starts} />
      )}
      <NumberInput
        label="Nights"
        w={80}
        min={1}
        max={MOST_NIGHTS}
        allowDecimal={false}
        value={stay.nights}
        onChange={(value) => onChange({ ...stay, nights: whole(value, MOST_NIGHTS) })}
      />
      <FixedDay label="Departure" date={addDays(starts, stay.nights)} />
      <NumberInput
        label="Adults"
        w={80}
        min={1}
        max={MOST_ADULTS}
        allowDecimal={false}
        value={stay.adults}
        onChange={(value) => onChange({ ...stay, adults: whole(value, MOST_ADULTS) })}
      />
      <Checkbox
        label="Book for later"
        pb={7}
        checked={stay.isForLater}
        onChange={({ currentTarget: { checked } }) => onChange({ ...stay, isForLater: checked })}
      />
    </div>
  )
}

function FixedDay({ label, date }: { label: string; date: IsoDate }) {
  return (
    <div className="fixed-day">
      <div className="label">{label}</div>
      <div>{dayText(date)}</div>
    </div>
  )
}
