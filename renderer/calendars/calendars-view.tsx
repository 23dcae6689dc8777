/** Calendars: which room each stands for, whether it is read, and where its export is. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { Key, Status } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { useCalendarActs } from './calendar-acts.ts'
import { type Asked, CalendarDetail, type DetailActs } from './calendar-detail.tsx'
import { CalendarDialog } from './calendar-dialog.tsx'
import { type Calendar, conditionOf, exportText, unitText } from './calendar-words.ts'
import './calendars.css'

export function CalendarsView() {
  const { queries } = useDesk()
  const query = useQuery(queries.calendars.list.queryOptions())
  return <QueryView query={query}>{(data) => <Calendars {...data} />}</QueryView>
}

function Calendars({ calendars, isPaired }: Answers['calendars']['list']) {
  const isAway = useIsAway()
  const [edited, edit] = useState<Calendar | 'new' | null>(null)
  const [chosenId, choose] = useState<string | null>(null)
  const [asked, ask] = useState<Asked>(null)
  const file = useRef<HTMLInputElement>(null)
  const all = useCalendarActs()
  const at = Math.max(
    0,
    calendars.findIndex(({ id }) => id === chosenId),
  )
  const chosen = calendars[at]
  const to = (by: number) => () => {
    ask(null)
    choose(calendars[at + by]?.id ?? chosen?.id ?? null)
  }
  const acts = chosen === undefined ? null : actsOf(chosen, all, edit, ask, asked)
  const can = (act: (() => void) | undefined, isPossible = true) =>
    isAway || edited !== null || !isPossible ? undefined : act
  const isPublished = chosen !== undefined && chosen.exportAddress !== null
  useViewKeys({
    n: can(() => edit('new')),
    arrowdown: to(1),
    arrowup: to(-1),
    enter: can(acts?.edit),
    r: can(acts?.read, chosen !== undefined && chosen.feedHost !== null),
    l: can(() => file.current?.click()),
    s: can(acts?.save),
    p: can(acts?.publish, isPaired),
    v: can(() => ask('revoke'), isPublished),
    x: can(() => ask('disconnect'), chosen !== undefined),
    escape: asked === null ? undefined : () => ask(null),
  })
  return (
    <div className="channels">
      <div className="channels-main">
        {calendars.length === 0 ? (
          <NoCalendar onConnect={() => edit('new')} />
        ) : (
          <CalendarTable calendars={calendars} chosen={chosen} onChoose={choose} />
        )}
        {calendars.length > 0 && (
          <p className="calendar-connect">
            <Button h={28} disabled={isAway} rightSection={<Key>N</Key>} onClick={() => edit('new')}>
              {t('calendars.connect')}
            </Button>
          </p>
        )}
      </div>
      <div className="channels-side">
        {chosen !== undefined && acts !== null && (
          <CalendarDetail calendar={chosen} isPaired={isPaired} asked={asked} acts={acts} file={file} />
        )}
        <section className="calendar-detail">
          <h2 className="panel-title">{t('calendars.note.title')}</h2>
          <p>{t('calendars.note.slow')}</p>
          <p>{t('calendars.note.airbnb')}</p>
        </section>
      </div>
      {edited !== null && (
        <CalendarDialog calendar={edited === 'new' ? null : edited} onClose={() => edit(null)} />
      )}
    </div>
  )
}

function actsOf(
  chosen: Calendar,
  all: ReturnType<typeof useCalendarActs>,
  edit: (calendar: Calendar) => void,
  ask: (what: Asked) => void,
  asked: Asked,
): DetailActs {
  return {
    edit: () => edit(chosen),
    read: () => void all.read(chosen),
    bring: (file) => void all.bring(chosen, file),
    save: () => void all.save(chosen),
    publish: () => void all.publish(chosen),
    ask,
    confirm() {
      ask(null)
      if (asked !== null) void all[asked](chosen)
    },
  }
}

function CalendarTable({
  calendars,
  chosen,
  onChoose,
}: {
  calendars: readonly Calendar[]
  chosen: Calendar | undefined
  onChoose: (id: string) => void
}) {
  const { names, clock } = useHotel()
  return (
    <table className="table calendar-table" aria-label={t('calendars.list')}>
      <thead>
        <tr>
          <th>{t('calendars.column.name')}</th>
          <th>{t('calendars.column.unit')}</th>
          <th>{t('calendars.column.state')}</th>
          <th>{t('calendars.column.events')}</th>
          <th>{t('calendars.column.export')}</th>
        </tr>
      </thead>
      <tbody>
        {calendars.map((calendar) => {
          const { tone, words } = conditionOf(calendar)
          const { id, name, bookings, blocks } = calendar
          return (
            <tr
              key={id}
              className={id === chosen?.id ? 'is-chosen' : undefined}
              aria-selected={id === chosen?.id}
              data-testid={`calendar-${name}`}
              onClick={() => onChoose(id)}
            >
              <td className="strong">{name}</td>
              <td>{unitText(calendar, names)}</td>
              <td>
                <Status tone={tone}>{t(words)}</Status>
              </td>
              <td>{t('calendars.events', { bookings, blocks })}</td>
              <td>{exportText(calendar, clock.dayAndTime)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function NoCalendar({ onConnect }: { onConnect: () => void }) {
  const isAway = useIsAway()
  return (
    <div className="no-channel">
      <div className="card">
        <h1>{t('calendars.none.title')}</h1>
        <p>{t('calendars.none.what')}</p>
        <div>
          <Button disabled={isAway} rightSection={<Key>N</Key>} onClick={onConnect}>
            {t('calendars.connect')}
          </Button>
        </div>
      </div>
    </div>
  )
}
