/** The chart as it was: the field in which a moment is typed, and the banner while it is looked back. */
import { Button, TextInput } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useDesk, useHotel } from '../desk-context.tsx'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { instantOf, wallTime } from '../hotel-time.ts'
import { t } from '../text/text.ts'

export interface PastChoice {
  /** Epoch ms of the moment that is shown; null is now. */
  readonly asOf: number | null
  /** The moment is being typed. */
  readonly isAsking: boolean
  ask(isAsking: boolean): void
  show(asOf: number | null): void
}

export function usePastChoice(): PastChoice {
  const [asOf, setAsOf] = useState<number | null>(null)
  const [isAsking, ask] = useState(false)
  return {
    asOf,
    isAsking,
    ask,
    show(moment) {
      setAsOf(moment)
      ask(false)
    },
  }
}

export function PastField({ past }: { past: PastChoice }) {
  const { page } = useDesk()
  const { hotel } = useHotel()
  const [now] = useState(page.now)
  const [wall, setWall] = useState(() => wallTime(past.asOf ?? now, hotel.timeZone))
  if (!past.isAsking)
    return (
      <Button
        variant="default"
        h={26}
        px={8}
        aria-label={t('chart.past.ask')}
        title={t('chart.past.ask')}
        rightSection={<Key>H</Key>}
        onClick={() => past.ask(true)}
      >
        <IconHistory size={16} stroke={1.75} />
      </Button>
    )
  const moment = instantOf(wall, hotel.timeZone)
  function submit(event: FormEvent) {
    event.preventDefault()
    if (moment !== null) past.show(Math.min(moment, page.now()))
  }
  return (
    <form
      className="past-field"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        past.ask(false)
      }}
    >
      <TextInput
        type="datetime-local"
        aria-label={t('chart.past.moment')}
        size="xs"
        w={232}
        step={1}
        value={wall}
        max={wallTime(now, hotel.timeZone)}
        {...FOCUS_AT_ONCE}
        onChange={({ currentTarget: { value } }) => setWall(value)}
      />
      <Button type="submit" h={26} disabled={moment === null} rightSection={<Key>Enter</Key>}>
        {t('chart.past.show')}
      </Button>
    </form>
  )
}

export function PastBanner({ past }: { past: PastChoice }) {
  const { clock } = useHotel()
  if (past.asOf === null) return null
  return (
    <div className="past-banner" role="status" data-testid="past-banner">
      <IconHistory size={16} stroke={1.75} />
      <b>{t('chart.past.title', { at: clock.dayAndSeconds(past.asOf) })}</b>
      <span className="grow">{t('chart.past.what')}</span>
      <Button variant="default" h={26} rightSection={<Key>Esc</Key>} onClick={() => past.show(null)}>
        {t('chart.past.back')}
      </Button>
    </div>
  )
}
