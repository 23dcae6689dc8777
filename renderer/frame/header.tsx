/** The header of every screen: hotel and business date, the areas by number, search, what waits, the view, walk-in. */
import { Button } from '@mantine/core'
import IconBell from '@tabler/icons-react/icons/IconBell'
import IconSearch from '@tabler/icons-react/icons/IconSearch'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { AREAS, areaKey, useDeskState } from '../desk-state.ts'
import { longDayText } from '../formats.ts'
import { t } from '../text/text.ts'
import { AREA_WORDS } from './area-words.ts'
import { useAttentionCount } from './attention.tsx'
import { Key } from './marks.tsx'
import { ViewMenu } from './view-menu.tsx'

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
        <span className="brand-name">Keyrack</span>
      </span>
      <span className="where" data-testid="business-date" title={hotel.name}>
        {hotel.name} · {longDayText(hotel.businessDate)}
      </span>
      <nav className="areas" aria-label={t('frame.areas')}>
        {AREAS.map((each) => (
          <button
            type="button"
            key={each}
            aria-current={area === each ? 'page' : undefined}
            onClick={() => show(each)}
          >
            <span className="area-name">{t(AREA_WORDS[each])}</span>
            <Key>{areaKey(each)}</Key>
          </button>
        ))}
      </nav>
      <span className="grow" />
      <button
        type="button"
        className="search-field"
        title={t('frame.search')}
        onClick={() => open({ kind: 'search' })}
      >
        <IconSearch size={16} stroke={1.75} aria-hidden="true" />
        <span className="search-words">{t('frame.search')}</span>
        <Key>/</Key>
      </button>
      <AttentionButton />
      <ViewMenu />
      <Button
        disabled={isAway}
        rightSection={<Key>W</Key>}
        onClick={() => open({ kind: 'sale', arrival: null, roomId: null })}
      >
        {t('frame.walkIn')}
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
    <button
      type="button"
      className="icon-button attention-button"
      aria-expanded={isOpen}
      aria-label={t('frame.attention.button', { count })}
      title={t('frame.attention.button', { count })}
      onClick={() => setAttention(!isOpen)}
    >
      <IconBell size={16} stroke={1.75} aria-hidden="true" />
      {count > 0 && (
        <span className="count-badge" data-testid="attention-count" aria-hidden="true">
          {count}
        </span>
      )}
    </button>
  )
}
