/** What the page itself decides: area, chart window, what is open, and the notices at its corner. */
import { create } from 'zustand'
import type { BlockBar } from '../shared/contract/stays.ts'
import type { IsoDate } from '../shared/dates.ts'
import type { BookDialog } from './book/book-dialog.ts'
import type { StayChange } from './chart/stay-plan.ts'
import type { ZoomName } from './chart/timeline.ts'
import type { FolioAct } from './folio/folio-act.ts'

export const AREAS = ['day', 'chart', 'stays', 'book', 'rates', 'channels', 'journal', 'settings'] as const
export type Area = (typeof AREAS)[number]

/** The digit that opens an area. */
export const areaKey = (area: Area): string => String(AREAS.indexOf(area) + 1)

/** Sections of the settings that something leads to. */
export type SettingsSection = 'hotel' | 'prices'

/** The stay that a dialog is about; every list and the chart can name one. */
export interface StaySubject {
  readonly stayId: string
  readonly reservationId: string
  readonly guestName: string
  readonly roomTypeId: string
  readonly roomId: string | null
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly adults: number
  readonly status: string
}

export interface CancelSubject {
  readonly reservationId: string
  readonly code: string
  readonly bookerName: string
  readonly channel: { readonly name: string; readonly ref: string } | null
  /** Nights that become free, over all stays. */
  readonly nights: number
}

/** What a change of a stay starts from, where something was dragged or typed already; the stay's own else. */
export interface ProposedChange {
  readonly arrival?: IsoDate
  readonly departure?: IsoDate
  readonly roomId?: string | null
}

/** What a dialog of a stay is about, beside its change, which can start from what was drawn. */
export const STAY_DIALOGS = [
  'checkIn',
  'checkOut',
  'assign',
  'split',
  'announce',
  'wish',
  'noShow',
  'cancelStay',
  'reinstate',
  'undoCheckIn',
  'undoCheckOut',
] as const
export type StayDialog = (typeof STAY_DIALOGS)[number]

/** Where the keyboard begins in the form of a channel. */
export type ChannelFormField = 'name' | 'username' | 'buffer'

export type Dialog =
  | {
      readonly kind: 'sale'
      /** Null, or the business date: a walk-in. */
      readonly arrival: IsoDate | null
      readonly roomId: string | null
      /** A reservation even when it arrives today: Enter books and does not check in. */
      readonly isBooking?: boolean
      readonly nights?: number
    }
  | { readonly kind: StayDialog; readonly stay: StaySubject; readonly roomId?: string }
  | { readonly kind: 'change'; readonly stay: StaySubject; readonly to?: ProposedChange }
  | { readonly kind: 'cancel'; readonly reservation: CancelSubject }
  /** Posts a charge; without a stay the room is typed first. */
  | { readonly kind: 'charge'; readonly stay: StaySubject | null; readonly folioId?: string }
  | { readonly kind: 'folio'; readonly reservationId: string; readonly act: FolioAct }
  | { readonly kind: 'search' | 'keys' | 'giveRooms' | 'rateChanges' | 'metrics' }
  /** Other stays change rooms so that this one gets one of its type. */
  | { readonly kind: 'repack'; readonly stay: StaySubject }
  | { readonly kind: 'connectChannel' }
  | {
      readonly kind: 'dismissMessage'
      readonly channelId: string
      readonly messageId: number
      readonly channelRef: string
    }
  | { readonly kind: 'channel'; readonly channelId: string; readonly startsAt: ChannelFormField }
  | { readonly kind: 'resync'; readonly channelId: string }
  | { readonly kind: 'call'; readonly channelId: string; readonly callId: number }
  | { readonly kind: 'message'; readonly channelId: string; readonly messageId: number }
  /** What was drawn on the chart, to be confirmed with its price. */
  | { readonly kind: 'confirmChange'; readonly change: StayChange }
  | { readonly kind: 'block'; readonly roomId: string; readonly from: IsoDate; readonly to: IsoDate }
  | { readonly kind: 'unblock'; readonly block: BlockBar }
  | { readonly kind: 'book'; readonly of: BookDialog }
  /** Why so many rooms are left, and why a night costs what it costs. */
  | { readonly kind: 'whyLeft'; readonly roomTypeId: string; readonly date: IsoDate }
  | {
      readonly kind: 'whyPrice'
      readonly ratePlanId: string
      readonly roomTypeId: string
      readonly date: IsoDate
    }

export interface ChartTop {
  readonly rowKey: string
  /** Px. */
  readonly offset: number
}

/** Where the chart is to go: to a stay that lies on the date, or to the date alone. */
export interface ChartTarget {
  readonly stayId: string | null
  /** Null: back to the business date. */
  readonly date: IsoDate | null
}

/** One of at most three ways out of a refusal, offered where it is said. */
export interface WayOut {
  readonly words: string
  /** What it costs or needs, `+36.00 EUR`. */
  readonly note?: string
  act(): void
}

export interface NoticeMore {
  /** What happened, in a few words; the text then says what did not change and what to do. */
  readonly title?: string
  readonly ways?: readonly WayOut[]
  /** Under which the host's log has the failure. */
  readonly errorId?: string | null
  /** Does the same again. */
  retry?(): void
  /** Takes back what was just done; the key U does it, too, while the notice stands. */
  undo?(): void
}

export interface Notice extends NoticeMore {
  readonly id: number
  /** done: goes away by itself. warning: a rule refused it. danger: it failed. */
  readonly tone: 'done' | 'warning' | 'danger'
  readonly text: string
}

const MOST_NOTICES = 4

interface DeskState {
  readonly area: Area
  readonly settingsSection: SettingsSection
  /** The day at the left edge when the chart was last looked at; null follows the business date. */
  readonly chartFrom: IsoDate | null
  /** The row at its top then, and how far it was scrolled away. */
  readonly chartTop: ChartTop | null
  readonly chartZoom: ZoomName
  /** Null once it is shown. */
  readonly chartTarget: ChartTarget | null
  readonly dialog: Dialog | null
  readonly reservationId: string | null
  /** The reservations of the list it was opened from, in order: `[` and `]` go through them. */
  readonly neighbours: readonly string[]
  readonly isAttentionOpen: boolean
  readonly notices: readonly Notice[]
  show(area: Area): void
  /** Opens the settings where it is put right; else they begin with the first section. */
  showSettings(section: SettingsSection): void
  keepChart(place: { chartFrom: IsoDate | null } | { chartTop: ChartTop | null }): void
  zoomChart(zoom: ZoomName): void
  /** Opens the chart where the stay lies, with the cursor on it; null says that it is shown. */
  revealOnChart(target: ChartTarget | null): void
  open(dialog: Dialog): void
  closeDialog(): void
  openReservation(reservationId: string | null, neighbours?: readonly string[]): void
  setAttention(isOpen: boolean): void
  notify(tone: Notice['tone'], text: string, more?: NoticeMore): number
  dismiss(id: number): void
}

let lastNotice = 0

export const useDeskState = create<DeskState>()((set) => ({
  area: 'day',
  settingsSection: 'hotel',
  chartFrom: null,
  chartTop: null,
  chartZoom: 'twoWeeks',
  chartTarget: null,
  dialog: null,
  reservationId: null,
  neighbours: [],
  isAttentionOpen: false,
  notices: [],
  show: (area) => set({ area, settingsSection: 'hotel', isAttentionOpen: false }),
  showSettings: (settingsSection) => set({ area: 'settings', settingsSection, isAttentionOpen: false }),
  keepChart: (place) => set(place),
  zoomChart: (chartZoom) => set({ chartZoom }),
  revealOnChart: (chartTarget) =>
    set(chartTarget === null ? { chartTarget } : { chartTarget, area: 'chart' }),
  open: (dialog) => set({ dialog, isAttentionOpen: false }),
  closeDialog: () => set({ dialog: null }),
  openReservation: (reservationId, neighbours = []) =>
    set({ reservationId, neighbours, isAttentionOpen: false }),
  setAttention: (isAttentionOpen) => set({ isAttentionOpen }),
  notify(tone, text, more) {
    lastNotice += 1
    const notice = { ...more, id: lastNotice, tone, text }
    set(({ notices }) => ({ notices: [...notices, notice].slice(-MOST_NOTICES) }))
    return notice.id
  },
  dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
}))
