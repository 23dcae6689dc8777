/** The head of a view of the rates area: the way back to the grid, its name, and what can be done in it. */
import { Button, SegmentedControl, Select } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/icons/IconChevronLeft'
import { type ReactNode, useMemo } from 'react'
import { Key } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { RATE_VIEW_KEYS, RATE_VIEWS, type RateView } from './rate-views.ts'
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

/** Leads from the grid to the other views; where the window is too narrow for all of them, as a choice that also says their keys. */
export function RateViewChoice({ view }: { view: RateView }) {
  const set = useRatesState((state) => state.set)
  const choose = (value: string | null) => set({ view: value as RateView })
  const data = RATE_VIEWS.map((value) => ({ value, label: t(`rates.view.${value}`) }))
  return (
    <>
      <SegmentedControl
        className="rate-views is-wide"
        aria-label={t('rates.views')}
        value={view}
        onChange={choose}
        data={data}
      />
      <Select
        className="rate-views is-narrow"
        w={190}
        aria-label={t('rates.views')}
        value={view}
        allowDeselect={false}
        maxDropdownHeight={400}
        onChange={choose}
        data={data}
        renderOption={({ option }) => (
          <>
            <span className="grow">{option.label}</span>
            {option.value !== 'grid' && <Key>{keyOf(option.value as RateView)}</Key>}
          </>
        )}
      />
    </>
  )
}

const keyOf = (view: RateView): string => (view === 'grid' ? '' : RATE_VIEW_KEYS[view])
