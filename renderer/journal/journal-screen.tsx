/** The journal, newest first: every command that changed something, in words, with who gave it; older rows come by scrolling. */
import { Button, Select, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { failureOf } from '../failure.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { filteredRows, type WordedRow, wordedRow } from './journal-filter.ts'
import { useJournalState } from './journal-state.ts'
import { useNaming } from './use-naming.ts'

type Row = Answers['journal']['list']['rows'][number]

const PAGE_ROWS = 200
/** A search looks through so many pages by itself, then asks. */
const PAGES_A_TIME = 10
const EVERYBODY = ''

export function JournalScreen() {
  const { queries } = useDesk()
  const naming = useNaming()
  const [text, setText] = useState('')
  const [actor, setActor] = useState(EVERYBODY)
  const fromSeq = useOpenedAt()
  const [isWhole, setWhole] = useState(false)
  const first = isWhole ? null : fromSeq
  const [allowedPages, setAllowedPages] = useState(PAGES_A_TIME)
  const journal = useInfiniteQuery(
    queries.journal.list.infiniteOptions({
      input: (beforeSeq: number | undefined) => ({
        limit: PAGE_ROWS,
        ...(beforeSeq === undefined ? {} : { beforeSeq }),
      }),
      initialPageParam: first === null ? undefined : first + 1,
      getNextPageParam: (page) => (page.rows.length < PAGE_ROWS ? undefined : page.rows.at(-1)?.seq),
    }),
  )
  const pages = journal.data?.pages.length ?? 0
  const rows = useMemo(
    () => (journal.data?.pages ?? []).flatMap((page) => page.rows).map((row: Row) => wordedRow(row, naming)),
    [journal.data, naming],
  )
  const shown = useMemo(() => filteredRows(rows, text, actor), [rows, text, actor])
  const actors = [...new Set(rows.map((row) => row.actorWords))].sort()
  const isFiltered = text.trim() !== '' || actor !== EVERYBODY
  const mayLoad =
    journal.hasNextPage && !journal.isFetching && !journal.isError && (!isFiltered || pages < allowedPages)
  return (
    <div className="list-screen">
      <div className="tools">
        <h1>{t('journal.title')}</h1>
        <span className="muted">{t('journal.hint')}</span>
        {first !== null && (
          <>
            <b data-testid="journal-from">{t('journal.from', { seq: first })}</b>
            <Button h={28} variant="default" onClick={() => setWhole(true)}>
              {t('journal.newest')}
            </Button>
          </>
        )}
        <span className="grow" />
        <TextInput
          aria-label={t('journal.filter')}
          placeholder={t('journal.filter.placeholder')}
          w={260}
          value={text}
          onChange={({ currentTarget: { value } }) => {
            setText(value)
            setAllowedPages(PAGES_A_TIME)
          }}
        />
        <Select
          aria-label={t('journal.actor')}
          w={180}
          allowDeselect={false}
          data={[
            { value: EVERYBODY, label: t('journal.actor.all') },
            ...actors.map((name) => ({ value: name, label: name })),
          ]}
          value={actor}
          onChange={(value) => {
            setActor(value ?? EVERYBODY)
            setAllowedPages(PAGES_A_TIME)
          }}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard */}
      <section className="list-body" tabIndex={0} aria-label={t('journal.title')}>
        {journal.isError && <FailureAlert failure={failureOf(journal.error)} />}
        <JournalTable rows={shown} />
        <p className="notice-empty" role="status">
          {journal.isPending && t('common.loading')}
          {journal.isSuccess && rows.length === 0 && t('journal.empty')}
          {isFiltered && rows.length > 0 && (
            <>
              {shown.length === 0 && t('journal.nothing')} {t('journal.looked', { count: rows.length })}{' '}
            </>
          )}
          {journal.isSuccess && rows.length > 0 && !journal.hasNextPage && t('journal.begin')}
        </p>
        {mayLoad && <WhenSeen key={pages} then={() => void journal.fetchNextPage()} />}
        {journal.hasNextPage && isFiltered && pages >= allowedPages && (
          <p className="notice-empty">
            <Button
              variant="default"
              loading={journal.isFetchingNextPage}
              onClick={() => setAllowedPages(pages + PAGES_A_TIME)}
            >
              {t('journal.searchOlder', { count: PAGES_A_TIME * PAGE_ROWS })}
            </Button>
          </p>
        )}
      </section>
    </div>
  )
}

/** The row that it was opened at; forgotten for the next time. */
function useOpenedAt(): number | null {
  const [fromSeq] = useState(() => useJournalState.getState().fromSeq)
  useEffect(() => useJournalState.setState({ fromSeq: null }), [])
  return fromSeq
}

/** Does it once this place comes near the visible part of the list. */
function WhenSeen({ then }: { then: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const act = useRef(then)
  useEffect(() => {
    act.current = then
  })
  useEffect(() => {
    const { current } = place
    if (current === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) act.current()
      },
      { rootMargin: '600px' },
    )
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  return <div ref={place} className="when-seen" />
}

function JournalTable({ rows }: { rows: readonly WordedRow[] }) {
  const { clock } = useHotel()
  const openReservation = useDeskState((state) => state.openReservation)
  return (
    <table className="table journal-table" aria-label={t('journal.title')}>
      <colgroup>
        <col style={{ width: 90 }} />
        <col style={{ width: 150 }} />
        <col style={{ width: 190 }} />
        <col />
        <col style={{ width: 170 }} />
        <col style={{ width: 170 }} />
        <col style={{ width: 104 }} />
      </colgroup>
      <thead>
        <tr>
          <th className="right">{t('journal.number')}</th>
          <th>{t('journal.time')}</th>
          <th>{t('journal.who')}</th>
          <th>{t('journal.what')}</th>
          <th>{t('journal.reservation')}</th>
          <th>{t('journal.command')}</th>
          <th>{t('journal.hash')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.seq}>
            <td className="right">{row.seq}</td>
            <td className="figures">{clock.dayAndTime(row.at)}</td>
            <td>{row.actorWords}</td>
            <td className="strong" title={row.words}>
              {row.words}
            </td>
            <td>
              {row.reservationId !== null && (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => openReservation(row.reservationId)}
                >
                  {t('journal.open')}
                </button>
              )}
            </td>
            <td className="muted second" title={row.payloadJson}>
              {row.command}
            </td>
            <td className="muted second figures">{row.hash.slice(0, 10)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
