/** The head of a view of the rates area: the way back to the grid, its name, and what can be done in it. */
import { Button, SegmentedControl } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/icons/IconChevronLeft'
import { type ReactNode, useMemo } from 'react'
import { Key } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { RATE_VIEWS, type RateView } from './rate-views.ts'
import { useRatesState } from './rates-state.ts'

/** @param onEscape what Escape does instead of leading back, while there is something to leave first */
export function RateViewHead({
  view,
  onEscape,
  children,
}: {
  view: RateView
  onEscape?: () => void
  children?: ReactNode
}) {
  const set = useRatesState((state) => state.set)
  const keys = useMemo(() => ({ escape: onEscape ?? (() => set({ view: 'grid' })) }), [set, onEscape])
  useViewKeys(keys)
  return (
    <div className="tools">
      <Button
        h={28}
        variant="subtle"
        leftSection={<IconChevronLeft size={16} stroke={1.75} />}
        rightSection={<Key>Esc</Key>}
        onClick={() => set({ view: 'grid' })}
      >
        {t('rates.view.grid')}
      </Button>
      <h1>{t(`rates.view.${view}`)}</h1>
      <span className="grow" />
      {children}
    </div>
  )
}

/** Leads from the grid to the other views, and says their keys. */
export function RateViewChoice({ view }: { view: RateView }) {
  const set = useRatesState((state) => state.set)
  return (
    <SegmentedControl
      aria-label={t('rates.views')}
      value={view}
      onChange={(value) => set({ view: value as RateView })}
      data={RATE_VIEWS.map((value) => ({ value, label: t(`rates.view.${value}`) }))}
    />
  )
}
