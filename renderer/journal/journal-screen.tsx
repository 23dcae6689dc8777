/** The journal, newest first: every command that changed something, who gave it and what it said. */
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useDesk, useHotel } from '../desk-context.tsx'
import { failureOf } from '../failure.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { payloadText } from './payload-text.ts'

const PAGE_ROWS = 100

export function JournalScreen() {
  const { queries } = useDesk()
  const { hotel, clock } = useHotel()
  const known = useMemo(
    () => new Map([...hotel.rooms, ...hotel.roomTypes, ...hotel.ratePlans].map(({ id, name }) => [id, name])),
    [hotel],
  )
  const journal = useInfiniteQuery(
    queries.journal.list.infiniteOptions({
      input: (beforeSeq: number | undefined) => ({
        limit: PAGE_ROWS,
        ...(beforeSeq === undefined ? {} : { beforeSeq }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => (page.rows.length < PAGE_ROWS ? undefined : page.rows.at(-1)?.seq),
    }),
  )
  const rows = journal.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <div className="list-screen">
      <div className="tools">
        <h1>Journal</h1>
        <span className="muted">newest first; no row is ever changed</span>
      </div>
      <div className="list-body">
        {journal.isError && <FailureAlert failure={failureOf(journal.error)} />}
        {journal.isPending && <p className="notice-empty">Loading…</p>}
        <table className="table" aria-label="Journal">
          <colgroup>
            <col style={{ width: 90 }} />
            <col style={{ width: 150 }} />
            <col style={{ width: 200 }} />
            <col style={{ width: 200 }} />
            <col />
            <col style={{ width: 110 }} />
          </colgroup>
          <thead>
            <tr>
              <th className="right">Number</th>
              <th>Time</th>
              <th>Who</th>
              <th>Command</th>
              <th>What</th>
              <th>Hash</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.seq}>
                <td className="right">{row.seq}</td>
                <td className="figures">{clock.dayAndTime(row.at)}</td>
                <td>{row.actor}</td>
                <td className="strong">{row.command}</td>
                <td className="muted second" title={JSON.stringify(row.payload, null, 1)}>
                  {payloadText(row.payload, (id) => known.get(id))}
                </td>
                <td className="muted second figures">{row.hash.slice(0, 10)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {journal.hasNextPage && (
          <p className="notice-empty">
            <Button
              variant="default"
              loading={journal.isFetchingNextPage}
              onClick={() => void journal.fetchNextPage()}
            >
              Older rows
            </Button>
          </p>
        )}
      </div>
    </div>
  )
}
