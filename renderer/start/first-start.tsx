/** A data folder without a hotel: set up one's own, which starts at once, or look around in the demo hotel. */
import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useDesk, useLinkState } from '../desk-context.tsx'
import { BrandMark } from '../frame/header.tsx'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { DemoCard } from './demo-card.tsx'
import { HotelCard } from './hotel-card.tsx'
import { guessCurrency } from './locale-guess.ts'
import { firstDraft } from './set-up-draft.ts'
import { SetUpScreen } from './set-up-screen.tsx'

const THEMES = ['light', 'dark', 'auto'] as const

export function FirstStart() {
  const { page } = useDesk()
  const [step, setStep] = useState<'hotel' | 'rooms'>('hotel')
  const [draft, setDraft] = useState(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    return firstDraft({ timeZone, currency: guessCurrency(timeZone, page.languages()) })
  })
  return (
    <div className="start" data-testid="first-start">
      <StartHeader />
      <StartAway />
      <main className="start-main">
        {step === 'hotel' ? (
          <Welcome>
            <HotelCard draft={draft} onChange={setDraft} onDone={() => setStep('rooms')} />
            <DemoCard />
          </Welcome>
        ) : (
          <SetUpScreen draft={draft} onChange={setDraft} onBack={() => setStep('hotel')} />
        )}
      </main>
    </div>
  )
}

function StartHeader() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <header className="header">
      <span className="brand">
        <BrandMark />
        Keyrack
      </span>
      <span className="grow" />
      <span className="second muted">{t('frame.theme')}</span>
      <SegmentedControl
        aria-label={t('frame.theme')}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as (typeof THEMES)[number])}
        data={THEMES.map((value) => ({ value, label: t(`frame.theme.${value}`) }))}
      />
    </header>
  )
}

/** The form stays as it is while the host is away; only creating has to wait. */
function StartAway() {
  const { link } = useDesk()
  const state = useLinkState()
  if (state.kind !== 'away') return null
  return (
    <div className="banner is-danger" role="alert" data-testid="host-away">
      <Mark tone="danger" />
      <span className="grow">{t('start.away')}</span>
      <Button onClick={() => link.connect()}>{t('frame.away.tryNow')}</Button>
    </div>
  )
}

function Welcome({ children }: { children: ReactNode }) {
  return (
    <div className="start-welcome">
      <h1>{t('start.welcome')}</h1>
      <p className="muted">{t('start.welcome.text')}</p>
      <div className="start-cards">{children}</div>
    </div>
  )
}
