/**
 * Every action of the desk by name, for the palette. An area adds its own here: words of the catalogue, the keys that do
 * the same (if any), and what to do. Actions that change the hotel open the dialog that asks; none acts by itself.
 */
import type { MantineColorScheme } from '@mantine/core'
import { useChannelsState } from '../channels/channels-state.ts'
import { AREAS, areaKey, type useDeskState } from '../desk-state.ts'
import { AREA_WORDS } from '../frame/area-words.ts'
import type { Density } from '../frame/density.ts'
import { RATE_VIEW_KEYS, RATE_VIEWS } from '../rates/rate-views.ts'
import { useRatesState } from '../rates/rates-state.ts'
import { t } from '../text/text.ts'

export interface ActionTools {
  readonly desk: ReturnType<typeof useDeskState.getState>
  setTheme(theme: MantineColorScheme): void
  setDensity(density: Density): void
}

export interface DeskAction {
  readonly id: string
  words(): string
  readonly keys?: readonly string[]
  /** It needs the host: off while that is away. */
  readonly needsHost?: boolean
  act(tools: ActionTools): void
}

const GO_TO_AREAS: readonly DeskAction[] = AREAS.map((area) => ({
  id: `area.${area}`,
  words: () => t('search.action.area', { area: t(AREA_WORDS[area]) }),
  keys: [areaKey(area)],
  act: ({ desk }) => desk.show(area),
}))

const RATE_ACTIONS: readonly DeskAction[] = RATE_VIEWS.filter((view) => view !== 'grid').map((view) => ({
  id: `rates.${view}`,
  words: () => t('search.action.area', { area: t(`rates.view.${view}`) }),
  keys: [areaKey('rates'), RATE_VIEW_KEYS[view]],
  act: ({ desk }) => {
    useRatesState.getState().set({ view })
    desk.show('rates')
  },
}))

const SALES: readonly DeskAction[] = [
  {
    id: 'walkIn',
    words: () => t('search.action.walkIn'),
    keys: ['W'],
    needsHost: true,
    act: ({ desk }) => desk.open({ kind: 'sale', arrival: null, roomId: null }),
  },
  {
    id: 'newReservation',
    words: () => t('search.action.newReservation'),
    keys: ['Shift', 'W'],
    needsHost: true,
    act: ({ desk }) => desk.open({ kind: 'sale', arrival: null, roomId: null, isBooking: true }),
  },
]

const ROOMS: readonly DeskAction[] = [
  {
    id: 'giveRooms',
    words: () => t('search.action.giveRooms'),
    needsHost: true,
    act: ({ desk }) => desk.open({ kind: 'giveRooms' }),
  },
]

const FOLIOS: readonly DeskAction[] = [
  {
    id: 'postCharge',
    words: () => t('search.action.postCharge'),
    keys: ['C'],
    needsHost: true,
    act: ({ desk }) => desk.open({ kind: 'charge', stay: null }),
  },
]

const PLACES: readonly DeskAction[] = [
  {
    id: 'chartToday',
    words: () => t('search.action.chartToday'),
    act({ desk }) {
      desk.revealOnChart({ stayId: null, date: null })
    },
  },
  {
    id: 'operations',
    words: () => t('search.action.area', { area: t('operations.title') }),
    keys: [areaKey('channels'), 'O'],
    act({ desk }) {
      useChannelsState.getState().show('operations')
      desk.show('channels')
    },
  },
  { id: 'lists', words: () => t('search.action.arrivals'), act: ({ desk }) => desk.show('stays') },
  {
    id: 'connectChannel',
    words: () => t('search.action.connectChannel'),
    needsHost: true,
    act({ desk }) {
      desk.show('channels')
      desk.open({ kind: 'connectChannel' })
    },
  },
  { id: 'setPrices', words: () => t('search.action.setPrices'), act: ({ desk }) => desk.show('rates') },
  {
    id: 'settings',
    words: () => t('search.action.hotelSettings'),
    act: ({ desk }) => desk.show('settings'),
  },
  {
    id: 'attention',
    words: () => t('search.action.attention'),
    act: ({ desk }) => desk.setAttention(true),
  },
]

const VIEW: readonly DeskAction[] = [
  {
    id: 'keys',
    words: () => t('search.action.keys'),
    keys: ['?'],
    act: ({ desk }) => desk.open({ kind: 'keys' }),
  },
  {
    id: 'themeLight',
    words: () => t('search.action.themeLight'),
    act: ({ setTheme }) => setTheme('light'),
  },
  {
    id: 'themeDark',
    words: () => t('search.action.themeDark'),
    act: ({ setTheme }) => setTheme('dark'),
  },
  {
    id: 'themeAuto',
    words: () => t('search.action.themeAuto'),
    act: ({ setTheme }) => setTheme('auto'),
  },
  {
    id: 'comfortable',
    words: () => t('search.action.comfortable'),
    act: ({ setDensity }) => setDensity('comfortable'),
  },
  {
    id: 'compact',
    words: () => t('search.action.compact'),
    act: ({ setDensity }) => setDensity('compact'),
  },
]

export const DESK_ACTIONS: readonly DeskAction[] = [
  ...SALES,
  ...ROOMS,
  ...FOLIOS,
  ...GO_TO_AREAS,
  ...RATE_ACTIONS,
  ...PLACES,
  ...VIEW,
]
