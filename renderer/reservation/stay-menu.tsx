/** The menu of one stay: what its state allows beside the buttons, with the keys that do it without the menu. */
import { Menu } from '@mantine/core'
import IconDots from '@tabler/icons-react/icons/IconDots'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { Key } from '../frame/marks.tsx'
import type { StayDetail } from '../stays/stay-line.tsx'
import { t } from '../text/text.ts'
import { menuActions, type StayActionItem, stayState } from './reservation-actions.tsx'

/** In the drawer, to which it belongs for a screen reader, too; its card would cut it off. */
const PORTAL = { target: '.reservation' } as const

export function StayMenu({
  stay,
  name,
  isOpen,
  onOpen,
  onAct,
}: {
  stay: StayDetail
  /** Of the stay, for a screen reader: there is one menu per stay. */
  name: string
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onAct: (action: StayActionItem['action']) => void
}) {
  const { hotel, clock } = useHotel()
  const isAway = useIsAway()
  const actions = menuActions(stayState(stay, hotel.businessDate, clock), stay, hotel.businessDate)
  if (actions.length === 0) return null
  return (
    <Menu
      opened={isOpen}
      onChange={onOpen}
      position="bottom-end"
      width={248}
      returnFocus={false}
      zIndex={140}
      withInitialFocusPlaceholder={false}
      portalProps={PORTAL}
    >
      <Menu.Target>
        <button
          type="button"
          className="icon-button stay-menu-button"
          aria-label={t('reservation.act.more', { name })}
          title={t('reservation.act.moreHint')}
          disabled={isAway}
        >
          <IconDots size={16} stroke={1.75} aria-hidden="true" />
          <Key>.</Key>
        </button>
      </Menu.Target>
      <Menu.Dropdown data-testid="stay-menu">
        {actions.map(({ action, key, words }) => (
          <Menu.Item
            key={action}
            rightSection={<Key>{key.toUpperCase()}</Key>}
            {...(action === 'noShow' || action === 'cancelStay' ? { c: 'var(--danger)' } : {})}
            onClick={() => onAct(action)}
          >
            {t(words)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
