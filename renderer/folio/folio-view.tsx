/** The folios of a reservation in its drawer: a tab per bill with what is open on it, its lines, and what can be done, by key. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Folio } from '../../shared/contract/folios.ts'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText, personText } from '../formats.ts'
import { useDocumentKeys } from '../frame/document-keys.ts'
import { Key, KeyHint } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { isTextField } from '../frame/typing.ts'
import { ChannelPays } from '../stays/channel-pays.tsx'
import { roomOf, type StayDetail } from '../stays/stay-line.tsx'
import { t } from '../text/text.ts'
import { FOLIO_ACTIONS, type FolioAction, type FolioSelection, isPossible } from './folio-keys.ts'
import { checkOutBill, type ReservationFolios } from './folio-sums.ts'
import { FolioTable } from './folio-table.tsx'
import { useFolioActions } from './use-folio-actions.ts'
import { useArticles, useFolios } from './use-folios.ts'
import { useArticleNames } from './use-posting.ts'

interface FolioParts {
  readonly reservation: ReservationDetail
  /** Whose charges and nights the actions are about where a bill is not one stay's. */
  readonly stay: StayDetail | undefined
}

export function FolioView({ reservation, stay }: FolioParts) {
  const query = useFolios(reservation.id)
  return (
    <QueryView query={query}>
      {(answer) => <Folios reservation={reservation} stay={stay} answer={answer} />}
    </QueryView>
  )
}

function Folios({ reservation, stay: chosenStay, answer }: FolioParts & { answer: ReservationFolios }) {
  const { hotel } = useHotel()
  const { folios } = answer
  const [tab, setTab] = useState<string | null>(null)
  const [cursor, setCursor] = useState<string | null>(null)
  const [marks, setMarks] = useState<ReadonlySet<string>>(new Set())
  const folio =
    folios.find(({ id }) => id === tab) ?? folios.find(({ stayId }) => stayId === chosenStay?.id) ?? folios[0]
  const stay = reservation.stays.find(({ id }) => id === folio?.stayId) ?? chosenStay
  const articleNames = useArticleNames()
  const line = folio?.postings.find(({ id }) => id === cursor) ?? folio?.postings.at(-1)
  const selection: FolioSelection = {
    folio,
    line,
    marked: folio?.postings.filter(({ id }) => marks.has(id)) ?? [],
    hasNightsToPost: stay !== undefined && checkOutBill(answer, stay, hotel.businessDate, '').hasNightsToPost,
    hasStay: stay !== undefined,
  }
  const act = useFolioActions(reservation, stay, selection, () => setMarks(new Set()))
  function mark(postingId: string) {
    const next = new Set(marks)
    if (!next.delete(postingId)) next.add(postingId)
    setMarks(next)
  }
  function show(folioId: string) {
    setTab(folioId)
    setCursor(null)
    setMarks(new Set())
  }
  const step = <T extends { id: string }>(all: readonly T[], at: T | undefined, by: 1 | -1) =>
    all[all.findIndex(({ id }) => id === at?.id) + by]
  useFolioKeys(act, (key) => {
    const by = key === 'ArrowDown' || key === 'ArrowRight' ? 1 : -1
    if (key === ' ') return line === undefined ? undefined : mark(line.id)
    if (key === 'ArrowUp' || key === 'ArrowDown')
      setCursor(step(folio?.postings ?? [], line, by)?.id ?? line?.id ?? null)
    else show(step(folios, folio, by)?.id ?? folio?.id ?? '')
  })
  return (
    <div className="folio" data-testid="folio">
      <div className="folio-left">
        {folios.length > 0 && (
          <div className="folio-tabs" role="tablist" aria-label={t('folio.title')}>
            {folios.map((each) => (
              <FolioTab
                key={each.id}
                folio={each}
                reservation={reservation}
                isShown={each.id === folio?.id}
                onShow={() => show(each.id)}
              />
            ))}
          </div>
        )}
        {folio === undefined ? (
          <NoFolio answer={answer} reservation={reservation} />
        ) : (
          <FolioTable
            folio={folio}
            selected={line?.id}
            marks={marks}
            articleNames={articleNames}
            onSelect={setCursor}
            onMark={mark}
          />
        )}
        {folio !== undefined && (
          <div className="folio-foot">
            {marks.size > 0 && (
              <span className="muted second">{t('folio.marked', { count: marks.size })}</span>
            )}
            <span className="grow" />
            <span className="muted">{t('folio.balance', { currency: folio.currency })}</span>
            <span className="figures folio-balance" data-testid="folio-balance">
              {amountText(folio.balanceMinor, folio.currency)}
            </span>
          </div>
        )}
      </div>
      <FolioSide reservation={reservation} answer={answer} selection={selection} onAct={act} />
    </div>
  )
}

const MOVES: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', ' '])

function useFolioKeys(act: (action: FolioAction) => void, move: (key: string) => void): void {
  const isAway = useIsAway()
  const isDialogOpen = useDeskState((state) => state.dialog !== null)
  useDocumentKeys((event) => {
    if (isDialogOpen || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (isTextField(event.target)) return
    // A button does its own.
    if (event.key === ' ' && event.target instanceof HTMLButtonElement) return
    const key = event.key.toLowerCase()
    const actions = FOLIO_ACTIONS.filter((each) => each.key === key)
    if (MOVES.has(event.key)) move(event.key)
    else if (actions.length === 0 || isAway) return
    else for (const { action } of actions) act(action)
    event.preventDefault()
  })
}

function FolioTab({
  folio,
  reservation,
  isShown,
  onShow,
}: {
  folio: Folio
  reservation: ReservationDetail
  isShown: boolean
  onShow: () => void
}) {
  const { hotel, names } = useHotel()
  const stay = reservation.stays.find(({ id }) => id === folio.stayId)
  const roomId = stay === undefined ? null : roomOf(stay, hotel.businessDate)
  const of =
    stay === undefined
      ? t('folio.ofReservation')
      : roomId === null
        ? personText(stay.guest)
        : t('reservation.card', { room: names.room(roomId) })
  return (
    <button
      type="button"
      role="tab"
      aria-selected={isShown}
      tabIndex={isShown ? 0 : -1}
      className="folio-tab"
      onClick={onShow}
    >
      <span className="strong">{folio.name}</span>
      <span className="muted second">{of}</span>
      {folio.status === 'closed' && <span className="tag">{t('folio.closed')}</span>}
      <span className="figures strong">{amountText(folio.balanceMinor, folio.currency)}</span>
    </button>
  )
}

/** Nothing is charged or paid so far: the first posting opens the bill. */
function NoFolio({ answer, reservation }: { answer: ReservationFolios; reservation: ReservationDetail }) {
  return (
    <div className="notice-empty folio-none">
      <p className="strong">{t('folio.none')}</p>
      <p>{t('folio.noneHint')}</p>
      <Waiting answer={answer} reservation={reservation} />
    </div>
  )
}

/** Nights that will open a bill of their own. */
function Waiting({ answer, reservation }: { answer: ReservationFolios; reservation: ReservationDetail }) {
  return answer.withoutFolio.map(({ stayId, nights, amountMinor }) => {
    const stay = reservation.stays.find(({ id }) => id === stayId)
    return (
      <p key={stayId} className="second">
        {t('folio.waiting', {
          name: stay === undefined ? '' : personText(stay.guest),
          count: nights,
          amount: amountText(amountMinor, reservation.currency),
        })}
      </p>
    )
  })
}

function FolioSide({
  reservation,
  answer,
  selection,
  onAct,
}: {
  reservation: ReservationDetail
  answer: ReservationFolios
  selection: FolioSelection
  onAct: (action: FolioAction) => void
}) {
  const isAway = useIsAway()
  const allMinor = answer.folios.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0)
  return (
    <aside className="reservation-right folio-side" aria-label={t('folio.actions')}>
      {answer.folios.length > 1 && (
        <div className="row">
          <span className="muted grow">{t('folio.all', { currency: reservation.currency })}</span>
          <span className="figures strong">{amountText(allMinor, reservation.currency)}</span>
        </div>
      )}
      <div className="folio-actions">
        {FOLIO_ACTIONS.filter(
          ({ action }) =>
            !(action === 'close' && selection.folio?.status === 'closed') &&
            !(action === 'reopen' && selection.folio?.status !== 'closed'),
        ).map(({ action, key, words }) => (
          <Button
            key={action}
            variant={action === 'pay' ? 'filled' : 'default'}
            justify="space-between"
            disabled={isAway || !isPossible(action, selection)}
            rightSection={<Key>{key.toUpperCase()}</Key>}
            onClick={() => onAct(action)}
          >
            {t(words)}
          </Button>
        ))}
      </div>
      <ChannelPays reservation={reservation} />
      <Routing reservation={reservation} answer={answer} />
      {answer.folios.length > 0 && answer.withoutFolio.length > 0 && (
        <section className="panel-part" aria-label={t('folio.waitingHead')}>
          <span className="strong">{t('folio.waitingHead')}</span>
          <Waiting answer={answer} reservation={reservation} />
        </section>
      )}
    </aside>
  )
}

function Routing({ reservation, answer }: { reservation: ReservationDetail; answer: ReservationFolios }) {
  const { articles } = useArticles()
  if (answer.routing.length === 0) return null
  return (
    <section className="panel-part" aria-label={t('folio.routing')}>
      <span className="strong">{t('folio.routing')}</span>
      {answer.routing.map(({ stayId, articleId, folioId }) => {
        const stay = reservation.stays.find(({ id }) => id === stayId)
        return (
          <p key={`${stayId} ${articleId ?? ''}`} className="second">
            {t('folio.routed', {
              what:
                articleId === null
                  ? t('folio.route.room')
                  : (articles.find(({ id }) => id === articleId)?.name ?? ''),
              name: stay === undefined ? '' : personText(stay.guest),
              folio: answer.folios.find(({ id }) => id === folioId)?.name ?? '',
            })}
          </p>
        )
      })}
    </section>
  )
}

export function FolioKeyHints() {
  return (
    <>
      <KeyHint keys={['↑', '↓']}>{t('folio.key.line')}</KeyHint>
      <KeyHint keys={['←', '→']}>{t('folio.key.folio')}</KeyHint>
      <KeyHint keys={['Space']}>{t('folio.key.mark')}</KeyHint>
      <KeyHint keys={['F']}>{t('folio.key.back')}</KeyHint>
    </>
  )
}
