/** What the channels area shows: which view, which channel is chosen and open, which cell and which case. */
import { create } from 'zustand'
import type { Facet } from '../../shared/cells.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { useDeskState } from '../desk-state.ts'
import type { CallFilter } from './call-words.ts'

export const CHANNEL_VIEWS = [
  'health',
  'log',
  'inspector',
  'quarantine',
  'cases',
  'calendars',
  'operations',
] as const
export type ChannelsView = (typeof CHANNEL_VIEWS)[number]
export const CHANNEL_TABS = ['lanes', 'cells', 'inbox', 'sent', 'parked'] as const
export type ChannelTab = (typeof CHANNEL_TABS)[number]

/** The inspected cell; null is the first there is: channel, type, plan, today. */
export interface CellSubject {
  readonly channelId: string | null
  readonly facet: Facet
  readonly roomTypeId: string | null
  readonly ratePlanId: string | null
  readonly date: IsoDate | null
}

export interface KnownSubject extends CellSubject {
  readonly channelId: string
  readonly roomTypeId: string
  readonly date: IsoDate
}

interface ChannelsState {
  readonly view: ChannelsView
  readonly chosenId: string | null
  /** Rows that someone opened or closed; the others are open while there is trouble. */
  readonly opened: Readonly<Record<string, boolean>>
  readonly tab: ChannelTab
  readonly cell: CellSubject
  readonly caseId: string | null
  /** Which calls the log shows, and the chosen one; null is the newest. */
  readonly callFilter: CallFilter
  readonly callId: number | null
  /** Of the list of what waits for a person; null is the first. */
  readonly waitingKey: string | null
  show(view: ChannelsView): void
  choose(channelId: string): void
  setOpen(channelId: string, isOpen: boolean): void
  showTab(tab: ChannelTab): void
  inspect(cell: Partial<CellSubject>): void
  chooseCase(caseId: string | null): void
  filterCalls(filter: CallFilter): void
  chooseCall(callId: number): void
  chooseWaiting(key: string | null): void
}

export const useChannelsState = create<ChannelsState>()((set) => ({
  view: 'health',
  chosenId: null,
  opened: {},
  tab: 'lanes',
  cell: { channelId: null, facet: 'availability', roomTypeId: null, ratePlanId: null, date: null },
  caseId: null,
  callFilter: 'all',
  callId: null,
  waitingKey: null,
  show: (view) => set({ view }),
  choose: (chosenId) => set({ chosenId }),
  setOpen: (channelId, isOpen) =>
    set(({ opened }) => ({ chosenId: channelId, opened: { ...opened, [channelId]: isOpen } })),
  showTab: (tab) => set({ tab }),
  inspect: (cell) => set((state) => ({ view: 'inspector', cell: { ...state.cell, ...cell } })),
  chooseCase: (caseId) => set({ view: 'cases', caseId }),
  filterCalls: (callFilter) => set({ callFilter, callId: null }),
  chooseCall: (callId) => set({ callId }),
  chooseWaiting: (waitingKey) => set({ view: 'quarantine', waitingKey }),
}))

/** From anywhere on the desk: the case with its ways out. */
export function openCase(caseId: string): void {
  useChannelsState.getState().chooseCase(caseId)
  useDeskState.getState().openReservation(null)
  useDeskState.getState().show('channels')
}

/** From anywhere on the desk: what waits for a person, or the channels and how they stand. */
export function openChannels(view: ChannelsView): void {
  useChannelsState.getState().show(view)
  useDeskState.getState().openReservation(null)
  useDeskState.getState().show('channels')
}
