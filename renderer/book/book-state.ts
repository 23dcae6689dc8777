/** What the book of reservations shows: one of its four lists, and which row of each is chosen. */
import { create } from 'zustand'

export const BOOK_VIEWS = ['reservations', 'holds', 'groups', 'waitlist'] as const
export type BookView = (typeof BOOK_VIEWS)[number]

interface BookState {
  readonly view: BookView
  /** The chosen row's id by list; the first one while there is none. */
  readonly chosen: Readonly<Partial<Record<BookView, string>>>
  show(view: BookView): void
  choose(view: BookView, id: string): void
}

export const useBookState = create<BookState>()((set) => ({
  view: 'reservations',
  chosen: {},
  show: (view) => set({ view }),
  choose: (view, id) => set(({ chosen }) => ({ chosen: { ...chosen, [view]: id } })),
}))
