/** Why a cell is as it is: the command that last changed it, what the channel was told of it, and the days around it. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { addDays, laterOf, nightsOf } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { dayText } from '../formats.ts'
import { Key, Mark } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { openJournalAt } from '../journal/journal-state.ts'
import { actorText, journalWords } from '../journal/journal-words.ts'
import { useNaming } from '../journal/use-naming.ts'
import { t } from '../text/text.ts'
import { CellTold } from './cell-told.tsx'
import { CELL_TONES } from './cell-tones.ts'
import { CELL_STATES, type CellRow, cellWords } from './cell-words.ts'
import { type KnownSubject, useChannelsState } from './channels-state.ts'

const DAYS_BEFORE = 3
const DAYS_SHOWN = 10

export function CellHistory({
  channel,
  subject,
  cell,
}: {
  channel: ChannelState
  subject: KnownSubject
  cell: CellRow | undefined
}) {
  return (
    <div className="inspector-side">
      <section>
        <h3 className="panel-title">{t('channels.history.changed')}</h3>
        {cell === undefined ? (
          <p className="notice-empty">{t('channels.cell.notSold')}</p>
        ) : (
          <LastChange seq={cell.seq} />
        )}
      </section>
      <CellTold channel={channel} subject={subject} cell={cell} />
      <section>
        <h3 className="panel-title">{t('channels.history.around')}</h3>
        <DaysAround subject={subject} />
      </section>
    </div>
  )
}

/** The journal's row that last changed what this cell should show. */
function LastChange({ seq }: { seq: number }) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const query = useQuery(queries.journal.list.queryOptions({ input: { beforeSeq: seq + 1, limit: 1 } }))
  const naming = useNaming()
  useViewKeys({ j: () => openJournalAt(seq) })
  return (
    <QueryView query={query}>
      {({ rows: [row] }) =>
        row === undefined || row.seq !== seq ? (
          <p className="notice-empty">{t('channels.history.setUp')}</p>
        ) : (
          <div className="change" data-testid="last-change">
            <div className="row">
              <b className="figures">{t('channels.history.row', { seq: row.seq })}</b>
              <span className="muted">{clock.dayAndTime(row.at)}</span>
              <span className="grow" />
              <Button
                h={24}
                variant="default"
                rightSection={<Key>J</Key>}
                onClick={() => openJournalAt(row.seq)}
              >
                {t('channels.history.journal')}
              </Button>
            </div>
            <div>{journalWords(row, naming)}</div>
            <div className="muted second">{actorText(row.actor)}</div>
          </div>
        )
      }
    </QueryView>
  )
}

function DaysAround({ subject }: { subject: KnownSubject }) {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const inspect = useChannelsState((state) => state.inspect)
  const { channelId, facet, roomTypeId, ratePlanId, date } = subject
  const from = laterOf(hotel.calendarDate, addDays(date, -DAYS_BEFORE))
  const to = addDays(from, DAYS_SHOWN)
  const query = useQuery(
    queries.channels.cells.queryOptions({ input: { channelId, from, to, facet, roomTypeId } }),
  )
  return (
    <QueryView query={query}>
      {({ cells }) => (
        <table className="table" aria-label={t('channels.history.around')}>
          <thead>
            <tr>
              <th>{t('channels.column.night')}</th>
              <th className="right">{t('channels.sum.desired')}</th>
              <th className="right">{t('channels.sum.shown')}</th>
              <th>{t('channels.column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {nightsOf({ from, to }).map((night) => {
              const cell = cells.find((each) => each.date === night && each.ratePlanId === ratePlanId)
              const words = cell && cellWords(cell, hotel.currency)
              return (
                <tr key={night} className={night === date ? 'is-sum' : ''}>
                  <td>
                    <button
                      type="button"
                      className="plain-link"
                      tabIndex={-1}
                      onClick={() => inspect({ date: night })}
                    >
                      {dayText(night)}
                    </button>
                  </td>
                  <td className="right">{words?.wanted ?? words?.shown ?? '–'}</td>
                  <td className="right strong">{words?.shown ?? '–'}</td>
                  <td>
                    {cell !== undefined && (
                      <>
                        <Mark tone={CELL_TONES[cell.state]} /> {t(CELL_STATES[cell.state])}
                      </>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </QueryView>
  )
}
