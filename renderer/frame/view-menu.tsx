/** How the desk looks to this person: light, dark or as the system; roomy or dense rows; and where its keys are. */
import { Button, Popover, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import IconContrast from '@tabler/icons-react/icons/IconContrast'
import { useState } from 'react'
import { useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import { DENSITIES, type Density } from './density.ts'
import { Key } from './marks.tsx'

const THEMES = ['light', 'dark', 'auto'] as const

export function ViewMenu() {
  const { page } = useDesk()
  const open = useDeskState((state) => state.open)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useState(page.density.read)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="icon-button"
          aria-label={t('frame.view')}
          title={t('frame.view')}
          onClick={() => {
            // The settings may have changed it meanwhile.
            setDensity(page.density.read())
            setIsOpen(!isOpen)
          }}
        >
          <IconContrast size={16} stroke={1.75} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('frame.view')}>
        <div className="view-menu">
          <span className="label">{t('frame.theme')}</span>
          <SegmentedControl
            aria-label={t('frame.theme')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as (typeof THEMES)[number])}
            data={THEMES.map((value) => ({ value, label: t(`frame.theme.${value}`) }))}
          />
          <span className="label">{t('frame.density')}</span>
          <SegmentedControl
            aria-label={t('frame.density')}
            value={density}
            onChange={(value) => {
              page.density.write(value as Density)
              setDensity(value as Density)
            }}
            data={DENSITIES.map((value) => ({ value, label: t(`frame.density.${value}`) }))}
          />
          <Button
            variant="default"
            rightSection={<Key>?</Key>}
            onClick={() => {
              setIsOpen(false)
              open({ kind: 'keys' })
            }}
          >
            {t('frame.showKeys')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
