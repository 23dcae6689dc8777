/** The book: reservations by the day they were made, what is held, groups with their allotments, and who waits. */
import { Button, SegmentedControl } from '@mantine/core'
import IconPlus from '@tabler/icons-react/icons/IconPlus'
import { useMemo } from 'react'
import { useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { Key } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { BOOK_VIEWS, type BookView, useBookState } from './book-state.ts'
import { GroupsView } from './groups-view.tsx'
import { HoldsView } from './holds-view.tsx'
import { ReservationsView } from './reservations-view.tsx'
import { WaitlistView } from './waitlist-view.tsx'

const VIEWS = {
  reservations: ReservationsView,
  holds: HoldsView,
  groups: GroupsView,
  waitlist: WaitlistView,
} as const

export function BookScreen() {
  const isAway = useIsAway()
  const { view, show } = useBookState()
  const open = useDeskState((state) => state.open)
  const keys = useMemo(() => {
    const index = BOOK_VIEWS.indexOf(view)
    const to = (step: number) => () => show(BOOK_VIEWS[index + step] ?? view)
    return {
      arrowright: to(1),
      arrowleft: to(-1),
      n: isAway ? undefined : () => openNew(view, open),
    }
  }, [view, show, open, isAway])
  useViewKeys(keys)
  const View = VIEWS[view]
  return (
    <div className="list-screen">
      <div className="tools">
        <h1>{t('frame.area.book')}</h1>
        <SegmentedControl
          aria-label={t('book.views')}
          value={view}
          onChange={(value) => show(value as BookView)}
          data={BOOK_VIEWS.map((value) => ({ value, label: t(`book.view.${value}`) }))}
        />
        <span className="grow" />
        <Button
          h={28}
          variant="default"
          disabled={isAway}
          leftSection={<IconPlus size={16} stroke={1.75} />}
          rightSection={<Key>N</Key>}
          onClick={() => openNew(view, open)}
        >
          {t(`book.new.${view}`)}
        </Button>
      </div>
      <View />
    </div>
  )
}

type Open = ReturnType<typeof useDeskState.getState>['open']

function openNew(view: BookView, open: Open): void {
  if (view === 'reservations') open({ kind: 'sale', arrival: null, roomId: null, isBooking: true })
  else if (view === 'holds') open({ kind: 'book', of: { kind: 'placeHold' } })
  else if (view === 'groups') open({ kind: 'book', of: { kind: 'createGroup' } })
  else open({ kind: 'book', of: { kind: 'waitFor' } })
}
