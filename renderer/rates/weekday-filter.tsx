/** Which weekdays of the painted nights are painted: seven toggles, by arrows and Space or by 1 to 7. */
import type { KeyboardEvent, Ref } from 'react'
import { fromDayNumber } from '../../shared/dates.ts'
import { weekdayText } from '../formats.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { ALL_WEEKDAYS, type Painting, toggleWeekday } from './painting.ts'
import { useRatesState } from './rates-state.ts'

/** 1970-01-05 was a Monday. */
const A_MONDAY = 4

export function WeekdayFilter({
  ref,
  painting,
  onBack,
}: {
  ref: Ref<HTMLFieldSetElement>
  painting: Painting
  onBack: () => void
}) {
  const paint = useRatesState((state) => state.paint)
  function onKeyDown(event: KeyboardEvent<HTMLFieldSetElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') return
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const focused = document.activeElement
    const at = focused instanceof HTMLButtonElement ? buttons.indexOf(focused) : -1
    const digit = /^[1-7]$/.test(event.key) ? Number(event.key) : null
    if (event.key === ' ') return
    event.preventDefault()
    event.stopPropagation()
    if (digit !== null) paint(toggleWeekday(painting, digit))
    else if (event.key === 'ArrowLeft') buttons[Math.max(0, at - 1)]?.focus()
    else if (event.key === 'ArrowRight') buttons[Math.min(buttons.length - 1, at + 1)]?.focus()
    else if (event.key === 'Enter' || event.key === 'Escape') onBack()
  }
  return (
    <fieldset ref={ref} className="rates-weekdays" aria-label={t('rates.weekdays')} onKeyDown={onKeyDown}>
      {ALL_WEEKDAYS.map((weekday) => (
        <button
          key={weekday}
          type="button"
          aria-pressed={painting.weekdays.includes(weekday)}
          onClick={() => paint(toggleWeekday(painting, weekday))}
        >
          {weekdayText(fromDayNumber(A_MONDAY + weekday - 1)).slice(0, 2)}
        </button>
      ))}
      <Key>W</Key>
    </fieldset>
  )
}
