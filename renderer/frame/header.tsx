/** The header of every screen: hotel and business date, the areas by number, what waits, walk-in, theme. */
import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { AREAS, type Area, useDeskState } from '../desk-state.ts'
import { counted, longDayText } from '../formats.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { useAttentionCount } from './attention.tsx'
import { Key } from './marks.tsx'

const AREA_WORDS: Record<Area, MessageId> = {
  day: 'frame.area.day',
  chart: 'frame.area.chart',
  stays: 'frame.area.stays',
  rates: 'frame.area.rates',
  channels: 'frame.area.channels',
  journal: 'frame.area.journal',
  settings: 'frame.area.settings',
}

export function Header() {
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const area = useDeskState((state) => state.area)
  const show = useDeskState((state) => state.show)
  const open = useDeskState((state) => state.open)
  return (
    <header className="header">
      <span className="brand">
        <BrandMark />
        Keyrack
      </span>
      <span className="where" data-testid="business-date">
        {hotel.name} · {longDayText(hotel.businessDate)}
      </span>
      <nav className="areas" aria-label="Areas">
        {AREAS.map((each, index) => (
          <button
            type="button"
            key={each}
            aria-current={area === each ? 'page' : undefined}
            onClick={() => show(each)}
          >
            {t(AREA_WORDS[each])}
            <Key>{String(index + 1)}</Key>
          </button>
        ))}
      </nav>
      <span className="grow" />
      <AttentionButton />
      <ThemeButton />
      <Button
        disabled={isAway}
        rightSection={<Key>W</Key>}
        onClick={() => open({ kind: 'sale', arrival: null, roomId: null })}
      >
        Walk-in
      </Button>
    </header>
  )
}

export function BrandMark() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <rect width="16" height="16" rx="4" fill="var(--accent)" />
      <circle cx="8" cy="8" r="3.500" fill="none" stroke="var(--panel)" strokeWidth="2" />
    </svg>
  )
}

function AttentionButton() {
  const count = useAttentionCount()
  const isOpen = useDeskState((state) => state.isAttentionOpen)
  const setAttention = useDeskState((state) => state.setAttention)
  return (
    <Button
      variant="default"
      aria-expanded={isOpen}
      aria-label={`Waiting for you: ${counted(count, 'thing')}`}
      rightSection={
        count > 0 ? (
          <span className="count-badge" data-testid="attention-count">
            {count}
          </span>
        ) : null
      }
      onClick={() => setAttention(!isOpen)}
    >
      Waiting for you
    </Button>
  )
}

function ThemeButton() {
  const { setColorScheme } = useMantineColorScheme()
  const shown = useComputedColorScheme('light')
  const other = shown === 'light' ? 'dark' : 'light'
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`Use the ${other} theme`}
      title={`Use the ${other} theme`}
      onClick={() => setColorScheme(other)}
    >
      {shown === 'light' ? '☾' : '☀'}
    </button>
  )
}
