/** The settings: the hotel, its prices, how the desk looks here, the relay, this desk, and its keys. */
import { Tabs } from '@mantine/core'
import IconBed from '@tabler/icons-react/icons/IconBed'
import IconBuilding from '@tabler/icons-react/icons/IconBuilding'
import IconCash from '@tabler/icons-react/icons/IconCash'
import IconCloudUp from '@tabler/icons-react/icons/IconCloudUp'
import IconDeviceDesktop from '@tabler/icons-react/icons/IconDeviceDesktop'
import IconGavel from '@tabler/icons-react/icons/IconGavel'
import IconKeyboard from '@tabler/icons-react/icons/IconKeyboard'
import IconPercentage from '@tabler/icons-react/icons/IconPercentage'
import IconReceipt from '@tabler/icons-react/icons/IconReceipt'
import IconSunMoon from '@tabler/icons-react/icons/IconSunMoon'
import { type ComponentType, useLayoutEffect, useRef } from 'react'
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import { AppearanceSection } from './appearance-section.tsx'
import { ArticlesSection } from './articles-section.tsx'
import { CurrenciesSection } from './currencies-section.tsx'
import { DeskSection } from './desk-section.tsx'
import { HotelSection } from './hotel-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { PricesSection } from './prices-section.tsx'
import { RelaySection } from './relay-section.tsx'
import { RoomsSection } from './rooms-section.tsx'
import { RulesSection } from './rules-section.tsx'

const SECTIONS = [
  { id: 'hotel', Icon: IconBuilding, Section: HotelSection },
  { id: 'rooms', Icon: IconBed, Section: RoomsSection },
  { id: 'rules', Icon: IconGavel, Section: RulesSection },
  { id: 'prices', Icon: IconPercentage, Section: PricesSection },
  { id: 'currencies', Icon: IconCash, Section: CurrenciesSection },
  { id: 'articles', Icon: IconReceipt, Section: ArticlesSection },
  { id: 'appearance', Icon: IconSunMoon, Section: AppearanceSection },
  { id: 'relay', Icon: IconCloudUp, Section: RelaySection },
  { id: 'desk', Icon: IconDeviceDesktop, Section: DeskSection },
  { id: 'keys', Icon: IconKeyboard, Section: KeysSection },
] as const satisfies readonly { id: string; Icon: typeof IconBuilding; Section: ComponentType }[]

export function SettingsScreen() {
  const list = useRef<HTMLDivElement>(null)
  // The arrows choose a section as soon as the screen is there.
  useLayoutEffect(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus(), [])
  const section = useDeskState((state) => state.settingsSection)
  return (
    <Tabs className="settings" orientation="vertical" variant="pills" defaultValue={section}>
      <Tabs.List ref={list} className="settings-list" aria-label={t('settings.sections')}>
        {SECTIONS.map(({ id, Icon }) => (
          <Tabs.Tab
            key={id}
            value={id}
            leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
            data-testid={`settings-tab-${id}`}
          >
            {t(`settings.${id}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {SECTIONS.map(({ id, Section }) => (
        <Tabs.Panel
          key={id}
          value={id}
          className="settings-panel"
          // What has no field in it is scrolled by the keyboard, too.
          tabIndex={id === 'keys' ? 0 : undefined}
          data-testid={`settings-${id}`}
        >
          <Section />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
