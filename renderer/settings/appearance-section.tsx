/** How the desk looks in this browser: theme, density, language. */
import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useDesk } from '../desk-context.tsx'
import { DENSITIES, type Density } from '../frame/density.ts'
import { spokenLocale, t } from '../text/text.ts'
import { Part } from './part.tsx'

const THEMES = ['light', 'dark', 'auto'] as const

export function AppearanceSection() {
  const { page } = useDesk()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useState(page.density.read)
  return (
    <>
      <Part title={t('frame.theme')} text={t('settings.theme.text')}>
        <SegmentedControl
          className="settings-choice"
          aria-label={t('frame.theme')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as (typeof THEMES)[number])}
          data={THEMES.map((value) => ({ value, label: t(`frame.theme.${value}`) }))}
        />
      </Part>
      <Part title={t('frame.density')} text={t('settings.density.text')}>
        <SegmentedControl
          className="settings-choice"
          aria-label={t('frame.density')}
          value={density}
          onChange={(value) => {
            page.density.write(value as Density)
            setDensity(value as Density)
          }}
          data={DENSITIES.map((value) => ({ value, label: t(`frame.density.${value}`) }))}
        />
      </Part>
      <LanguagePart />
    </>
  )
}

/** The pseudo-locale is for those who build the desk: it is offered where the address asks for it by `?locale`. */
function LanguagePart() {
  const { page } = useDesk()
  const spoken = spokenLocale()
  const offered =
    page.locale.isAskedFor() || spoken === 'en-XA' ? (['en-GB', 'en-XA'] as const) : (['en-GB'] as const)
  return (
    <Part title={t('settings.language')} text={t('settings.language.text')}>
      <SegmentedControl
        className="settings-choice"
        aria-label={t('settings.language')}
        value={spoken}
        onChange={(value) => page.locale.change(value)}
        data={offered.map((value) => ({ value, label: t(`settings.language.${value}`) }))}
      />
    </Part>
  )
}
