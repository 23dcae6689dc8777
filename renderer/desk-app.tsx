/** The desk: frame, the chosen area, and what lies over it. */
import { Button } from '@mantine/core'
import type { ComponentType } from 'react'
import { DayScreen } from './board/day-screen.tsx'
import { OpenBookDialog } from './book/book-dialogs.tsx'
import { BookScreen } from './book/book-screen.tsx'
import { CallDialog } from './channels/call-dialog.tsx'
import { ChannelDialog } from './channels/channel-dialog.tsx'
import { ChannelsScreen } from './channels/channels-screen.tsx'
import { DismissDialog } from './channels/dismiss-dialog.tsx'
import { MessageDialog } from './channels/message-dialog.tsx'
import { ResyncDialog } from './channels/resync-dialog.tsx'
import { SetUpDialog } from './channels/set-up-dialog.tsx'
import { BlockDialog, UnblockDialog } from './chart/block-dialogs.tsx'
import { ChartScreen } from './chart/chart-screen.tsx'
import { ConfirmChange } from './chart/confirm-change.tsx'
import { HotelProvider, useDesk, useIsAway, useLinkState, usePropertyQuery } from './desk-context.tsx'
import { useDeskKeys } from './desk-keys.ts'
import { type Area, useDeskState } from './desk-state.ts'
import { failureOf } from './failure.ts'
import { ChargeDialog } from './folio/charge-dialog.tsx'
import { FolioDialog } from './folio/folio-dialog.tsx'
import { useArticles } from './folio/use-folios.ts'
import { AREA_WORDS } from './frame/area-words.ts'
import { AttentionPanel } from './frame/attention.tsx'
import { AwayBanner } from './frame/away-banner.tsx'
import { Header } from './frame/header.tsx'
import { KeySheet } from './frame/key-sheet.tsx'
import { Notices } from './frame/notices.tsx'
import { StatusBar } from './frame/status-bar.tsx'
import { hotelNames } from './hotel-names.ts'
import { JournalScreen } from './journal/journal-screen.tsx'
import { MetricsDialog } from './operations/metrics-dialog.tsx'
import { RateChanges } from './rates/rate-changes.tsx'
import { RatesArea } from './rates/rates-area.tsx'
import { CancelDialog } from './reservation/cancel-dialog.tsx'
import { ReservationDrawer } from './reservation/reservation-drawer.tsx'
import { SaleDialog } from './sale/sale-dialog.tsx'
import { Palette } from './search/palette.tsx'
import { SettingsScreen } from './settings/settings-screen.tsx'
import { FirstStart } from './start/first-start.tsx'
import { NoSession } from './start/no-session.tsx'
import { ChangeDialog } from './stays/change-dialog.tsx'
import { GiveRoomsDialog } from './stays/give-rooms-dialog.tsx'
import { RepackDialog } from './stays/repack-dialog.tsx'
import { StayDialogOf } from './stays/stay-dialog.tsx'
import { StaysScreen } from './stays/stays-screen.tsx'
import { t } from './text/text.ts'
import { WhyLeft } from './why/why-left.tsx'
import { WhyPrice } from './why/why-price.tsx'
import { failureSentence } from './wording.ts'

const SCREENS: Record<Area, ComponentType> = {
  day: DayScreen,
  chart: ChartScreen,
  stays: StaysScreen,
  book: BookScreen,
  channels: ChannelsScreen,
  rates: RatesArea,
  journal: JournalScreen,
  settings: SettingsScreen,
}

/** Whose name stands in the header alone: it is said at the head of the screen, too. */
const UNTITLED: ReadonlySet<Area> = new Set(['chart', 'rates', 'settings'])

export function DeskApp({ onSessionLost }: { onSessionLost: () => void }) {
  const { link } = useDesk()
  const state = useLinkState()
  const property = usePropertyQuery()
  if (state.kind === 'refused') return <NoSession door="refused" onRetry={onSessionLost} />
  if (property.data === undefined) {
    const failure = property.isError ? failureOf(property.error) : null
    if (failure?.kind === 'no-answer' || (state.kind === 'away' && state.attempt > 2))
      return <NoSession door="unreachable" onRetry={() => link.connect()} />
    if (failure !== null)
      return (
        <main className="centred">
          <div className="card" role="alert">
            <p>{failureSentence(failure, hotelNames(null))}</p>
            <div>
              <Button onClick={() => void property.refetch()}>{t('common.tryAgain')}</Button>
            </div>
          </div>
        </main>
      )
    return (
      <main className="centred" role="status">
        <span className="muted">{t('frame.opening')}</span>
      </main>
    )
  }
  const { hotel, sandbox } = property.data
  if (hotel === null) return <FirstStart />
  return (
    <HotelProvider hotel={hotel} hasSandbox={sandbox}>
      <Frame />
    </HotelProvider>
  )
}

function Frame() {
  useDeskKeys()
  // There before the first charge is typed: a fast hand does not wait for a list.
  useArticles()
  const isAway = useIsAway()
  const area = useDeskState((state) => state.area)
  const isAttentionOpen = useDeskState((state) => state.isAttentionOpen)
  const reservationId = useDeskState((state) => state.reservationId)
  const Screen = SCREENS[area]
  return (
    <div className={`frame${isAway ? ' is-away' : ''}`}>
      <Header />
      <div>
        <AwayBanner />
      </div>
      <main className="frame-main">
        {UNTITLED.has(area) && <h1 className="spoken-only">{t(AREA_WORDS[area])}</h1>}
        <Screen />
        {isAttentionOpen && <AttentionPanel />}
      </main>
      <StatusBar />
      {reservationId !== null && <ReservationDrawer key={reservationId} reservationId={reservationId} />}
      <OpenDialog />
      <Notices />
    </div>
  )
}

function OpenDialog() {
  const dialog = useDeskState((state) => state.dialog)
  if (dialog === null) return null
  switch (dialog.kind) {
    case 'sale':
      return <SaleDialog dialog={dialog} />
    case 'charge':
      return <ChargeDialog stay={dialog.stay} folioId={dialog.folioId ?? null} />
    case 'folio':
      return <FolioDialog reservationId={dialog.reservationId} act={dialog.act} />
    case 'change':
      return <ChangeDialog stay={dialog.stay} to={dialog.to ?? {}} />
    case 'cancel':
      return <CancelDialog reservation={dialog.reservation} />
    case 'search':
      return <Palette />
    case 'metrics':
      return <MetricsDialog />
    case 'keys':
      return <KeySheet />
    case 'dismissMessage':
      return <DismissDialog {...dialog} />
    case 'connectChannel':
      return <SetUpDialog />
    case 'channel':
      return <ChannelDialog channelId={dialog.channelId} startsAt={dialog.startsAt} />
    case 'resync':
      return <ResyncDialog channelId={dialog.channelId} />
    case 'call':
      return <CallDialog channelId={dialog.channelId} callId={dialog.callId} />
    case 'message':
      return <MessageDialog channelId={dialog.channelId} messageId={dialog.messageId} />
    case 'confirmChange':
      return <ConfirmChange change={dialog.change} />
    case 'block':
      return <BlockDialog roomId={dialog.roomId} from={dialog.from} to={dialog.to} />
    case 'book':
      return <OpenBookDialog of={dialog.of} />
    case 'unblock':
      return <UnblockDialog block={dialog.block} />
    case 'rateChanges':
      return <RateChanges />
    case 'giveRooms':
      return <GiveRoomsDialog />
    case 'repack':
      return <RepackDialog stay={dialog.stay} />
    case 'whyLeft':
      return <WhyLeft roomTypeId={dialog.roomTypeId} date={dialog.date} />
    case 'whyPrice':
      return <WhyPrice ratePlanId={dialog.ratePlanId} roomTypeId={dialog.roomTypeId} date={dialog.date} />
    default:
      return <StayDialogOf kind={dialog.kind} stay={dialog.stay} roomId={dialog.roomId ?? null} />
  }
}
