/** The keys of every screen, for the status bar and the key sheet. A screen's owner keeps its entry true. */
import { AREAS, type Area } from '../desk-state.ts'
import { FOLIO_ACTIONS } from '../folio/folio-keys.ts'
import type { RateView } from '../rates/rate-views.ts'
import type { MessageId } from '../text/catalogue.ts'

export interface KeyWords {
  readonly keys: readonly string[]
  readonly words: MessageId
}

const LIST_KEYS: readonly KeyWords[] = [
  { keys: ['N'], words: 'rates.keys.new' },
  { keys: ['↑', '↓'], words: 'frame.key.move' },
  { keys: ['Enter'], words: 'frame.key.open' },
  { keys: ['Esc'], words: 'rates.backToGrid' },
]

/** Of the views behind the rates grid. */
export const RATE_VIEW_WORDS: Readonly<Record<Exclude<RateView, 'grid'>, readonly KeyWords[]>> = {
  seasons: [
    { keys: ['N'], words: 'seasons.new.season' },
    { keys: ['E'], words: 'seasons.new.event' },
    { keys: ['D'], words: 'seasons.new.weekday' },
    { keys: ['R'], words: 'seasons.new.rule' },
    { keys: ['B'], words: 'seasons.new.base' },
    { keys: ['Y'], words: 'seasons.key.copy' },
    { keys: ['↑', '↓'], words: 'frame.key.move' },
    { keys: ['←', '→'], words: 'frame.key.byDay' },
    { keys: ['Alt', '↑', '↓'], words: 'seasons.precedence' },
    { keys: ['Alt', '←', '→'], words: 'seasons.last' },
    { keys: ['Ctrl', 'Z'], words: 'rates.keys.undo' },
  ],
  plans: LIST_KEYS,
  promotions: LIST_KEYS,
  recommend: [
    { keys: ['↑', '↓'], words: 'frame.key.move' },
    { keys: ['Enter'], words: 'recommend.key.accept' },
    { keys: ['E'], words: 'recommend.edit' },
    { keys: ['X'], words: 'recommend.ignore' },
    { keys: ['Space'], words: 'recommend.key.select' },
    { keys: ['Shift', '↑', '↓'], words: 'recommend.key.range' },
    { keys: ['A'], words: 'recommend.key.all' },
    { keys: ['←', '→'], words: 'recommend.key.days' },
    { keys: ['I'], words: 'recommend.key.ignored' },
    { keys: ['B'], words: 'recommend.part.backTest' },
    { keys: ['P'], words: 'recommend.part.autopilot' },
    { keys: ['Ctrl', 'Z'], words: 'rates.keys.undo' },
  ],
  yield: [
    { keys: ['N'], words: 'rates.keys.new' },
    { keys: ['↑', '↓'], words: 'frame.key.move' },
    { keys: ['Enter'], words: 'frame.key.open' },
    { keys: ['Space'], words: 'yield.key.switch' },
    { keys: ['Ctrl', 'Z'], words: 'rates.keys.undo' },
    { keys: ['Esc'], words: 'rates.backToGrid' },
  ],
  files: [{ keys: ['Esc'], words: 'rates.backToGrid' }],
  parity: [
    { keys: ['↑', '↓'], words: 'frame.key.move' },
    { keys: ['←', '→'], words: 'parity.key.range' },
    { keys: ['Enter'], words: 'parity.key.act' },
    { keys: ['Esc'], words: 'rates.backToGrid' },
  ],
}

/** Of the operations view of the channels. */
export const OPERATIONS_KEYS: readonly KeyWords[] = [
  { keys: ['←', '→'], words: 'operations.key.cursor' },
  { keys: ['+', '-'], words: 'operations.key.zoom' },
  { keys: ['L'], words: 'operations.log' },
  { keys: ['[', ']'], words: 'operations.key.channel' },
  { keys: ['P'], words: 'operations.key.text' },
]

export const SALE_KEYS: readonly KeyWords[] = [
  { keys: ['N'], words: 'sale.key.nights' },
  { keys: ['G'], words: 'sale.key.guests' },
  { keys: ['S'], words: 'sale.key.surname' },
  { keys: ['↑', '↓'], words: 'sale.plans' },
  { keys: ['←', '→'], words: 'sale.types' },
  { keys: ['Shift', '↑', '↓'], words: 'sale.moreNights' },
  { keys: ['R'], words: 'sale.otherRoom' },
  { keys: ['P'], words: 'sale.key.agree' },
  { keys: ['Y'], words: 'sale.why.show' },
  { keys: ['A'], words: 'sale.rooms.add' },
]

export const AREA_KEYS: Readonly<Record<Area, readonly KeyWords[]>> = {
  day: [
    { keys: ['↑', '↓'], words: 'frame.key.move' },
    { keys: ['Enter'], words: 'frame.key.open' },
    { keys: ['I'], words: 'frame.key.checkIn' },
    { keys: ['O'], words: 'frame.key.checkOut' },
    { keys: ['A'], words: 'frame.key.room' },
    { keys: ['L'], words: 'stays.key.late' },
    { keys: ['N'], words: 'stays.key.noShow' },
    { keys: ['P'], words: 'stays.key.pay' },
    { keys: ['U'], words: 'stays.key.undo' },
    { keys: ['Tab'], words: 'frame.key.column' },
  ],
  chart: [
    { keys: ['↑', '↓', '←', '→'], words: 'frame.key.move' },
    { keys: ['Shift', '←', '→'], words: 'frame.key.byDay' },
    { keys: ['Enter'], words: 'frame.key.openOrSell' },
    { keys: ['M'], words: 'chart.key.move' },
    { keys: ['E'], words: 'chart.key.extend' },
    { keys: ['B'], words: 'chart.key.block' },
    { keys: ['Space'], words: 'chart.key.card' },
    { keys: ['T'], words: 'chart.key.today' },
    { keys: ['H'], words: 'chart.key.past' },
    { keys: ['Y'], words: 'chart.key.why' },
    { keys: ['Shift', 'PgUp', 'PgDn'], words: 'chart.key.page' },
    { keys: ['+'], words: 'frame.key.unfold' },
  ],
  stays: [
    { keys: ['←', '→'], words: 'frame.key.list' },
    { keys: ['↑', '↓'], words: 'frame.key.move' },
    { keys: ['Enter'], words: 'frame.key.open' },
    { keys: ['I'], words: 'frame.key.checkIn' },
    { keys: ['O'], words: 'frame.key.checkOut' },
    { keys: ['A'], words: 'frame.key.room' },
    { keys: ['L'], words: 'stays.key.late' },
    { keys: ['N'], words: 'stays.key.noShow' },
    { keys: ['P'], words: 'stays.key.pay' },
    { keys: ['U'], words: 'stays.key.undo' },
  ],
  book: [
    { keys: ['←', '→'], words: 'frame.key.list' },
    { keys: ['↑', '↓'], words: 'frame.key.move' },
    { keys: ['Enter'], words: 'frame.key.open' },
    { keys: ['N'], words: 'book.key.new' },
    { keys: ['B'], words: 'book.key.book' },
  ],
  rates: [
    { keys: ['Shift', '↑', '↓', '←', '→'], words: 'rates.keys.paint' },
    { keys: ['Ctrl', 'Space'], words: 'rates.keys.add' },
    { keys: ['180', '+10%', '-5', '=', '0'], words: 'rates.keys.type' },
    { keys: ['R'], words: 'rates.keys.restrictions' },
    { keys: ['W'], words: 'rates.keys.weekdays' },
    { keys: ['H'], words: 'rates.keys.heat' },
    { keys: ['Y'], words: 'chart.key.why' },
    { keys: ['Ctrl', 'C'], words: 'rates.keys.copy' },
    { keys: ['Ctrl', 'V'], words: 'rates.keys.paste' },
    { keys: ['Ctrl', 'Z'], words: 'rates.keys.undo' },
    { keys: ['J'], words: 'rates.keys.changes' },
  ],
  channels: [
    { keys: ['↑', '↓'], words: 'frame.key.move' },
    { keys: ['Enter'], words: 'frame.key.open' },
    { keys: ['H'], words: 'channels.view.health' },
    { keys: ['M'], words: 'channels.key.log' },
    { keys: ['I'], words: 'channels.view.inspector' },
    { keys: ['Q'], words: 'channels.key.quarantine' },
    { keys: ['B'], words: 'channels.key.cases' },
    { keys: ['O'], words: 'channels.view.operations' },
    { keys: ['D'], words: 'channels.dismiss' },
    { keys: ['N'], words: 'channels.key.connect' },
    { keys: ['K'], words: 'calendars.key.view' },
  ],
  journal: [],
  settings: [
    { keys: ['↑', '↓'], words: 'frame.key.section' },
    { keys: ['Tab'], words: 'frame.key.field' },
  ],
}

/** The keys that work on every screen while no dialog is open. */
export const EVERYWHERE_KEYS: readonly KeyWords[] = [
  { keys: ['1', '–', String(AREAS.length)], words: 'frame.key.areas' },
  { keys: ['/', 'Ctrl', 'K'], words: 'frame.key.search' },
  { keys: ['W'], words: 'frame.key.walkIn' },
  { keys: ['Shift', 'W'], words: 'frame.key.newReservation' },
  { keys: ['C'], words: 'stays.key.charge' },
  { keys: ['?'], words: 'frame.key.keys' },
  { keys: ['Esc'], words: 'frame.key.escape' },
]

/** The keys of an open reservation, its menu and its folios. */
export const DRAWER_KEYS: readonly KeyWords[] = [
  { keys: ['.'], words: 'reservation.key.more' },
  { keys: ['E'], words: 'reservation.act.change' },
  { keys: ['S'], words: 'reservation.act.split' },
  { keys: ['L'], words: 'reservation.act.late' },
  { keys: ['Shift', 'L'], words: 'reservation.act.announce' },
  { keys: ['K'], words: 'reservation.act.pin' },
  { keys: ['H'], words: 'reservation.act.wish' },
  { keys: ['N'], words: 'reservation.act.noShow' },
  { keys: ['R'], words: 'reservation.act.cancelStay' },
  { keys: ['B'], words: 'reservation.act.reinstate' },
  { keys: ['U'], words: 'stays.key.undo' },
  { keys: ['F'], words: 'reservation.act.folio' },
]
export const FOLIO_KEYS: readonly KeyWords[] = [
  { keys: ['Space'], words: 'folio.key.mark' },
  ...FOLIO_ACTIONS.filter(({ action }) => action !== 'reopen').map(({ key, words }) => ({
    keys: [key.toUpperCase()],
    words,
  })),
]
