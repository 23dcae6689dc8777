/** One calendar at the side: where it comes from, what it brought, where its export is, and what can be done with it. */
import { Button } from '@mantine/core'
import { type RefObject, useEffect, useRef } from 'react'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { Key } from '../frame/marks.tsx'
import { CopyText } from '../settings/copy-text.tsx'
import { t } from '../text/text.ts'
import { type Calendar, exportText } from './calendar-words.ts'

/** What is asked for once more before it is done. */
export type Asked = 'revoke' | 'disconnect' | null

export interface DetailActs {
  edit(): void
  read(): void
  bring(file: File): void
  save(): void
  publish(): void
  ask(what: Asked): void
  confirm(): void
}

export function CalendarDetail({
  calendar,
  isPaired,
  asked,
  acts,
  file,
}: {
  calendar: Calendar
  isPaired: boolean
  asked: Asked
  acts: DetailActs
  file: RefObject<HTMLInputElement | null>
}) {
  const isAway = useIsAway()
  const button = (words: string, key: string, act: () => void) => (
    <Button h={28} variant="default" disabled={isAway} rightSection={<Key>{key}</Key>} onClick={act}>
      {words}
    </Button>
  )
  return (
    <section aria-label={calendar.name} data-testid="calendar-detail" className="calendar-detail">
      <h2 className="panel-title">{calendar.name}</h2>
      <Incoming calendar={calendar} />
      <div className="calendar-acts">
        {button(t('calendars.edit'), 'Enter', acts.edit)}
        {calendar.feedHost !== null && button(t('calendars.read'), 'R', acts.read)}
        {button(t('calendars.import'), 'L', () => file.current?.click())}
        <input
          ref={file}
          type="file"
          accept=".ics,text/calendar"
          hidden
          data-testid="calendar-file"
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? []
            if (chosen !== undefined) acts.bring(chosen)
            currentTarget.value = ''
          }}
        />
      </div>
      <Outgoing calendar={calendar} isPaired={isPaired} />
      <div className="calendar-acts">
        {button(t('calendars.save'), 'S', acts.save)}
        {isPaired &&
          button(
            t(calendar.exportAddress === null ? 'calendars.publish' : 'calendars.publish.again'),
            'P',
            acts.publish,
          )}
        {calendar.exportAddress !== null && button(t('calendars.revoke'), 'V', () => acts.ask('revoke'))}
        {button(t('calendars.disconnect'), 'X', () => acts.ask('disconnect'))}
      </div>
      {asked !== null && <Question asked={asked} acts={acts} />}
    </section>
  )
}

function Incoming({ calendar }: { calendar: Calendar }) {
  const { clock } = useHotel()
  const { bookings, blocks, echoes, unreadable, lastError, lastReadAt } = calendar
  return (
    <>
      <h3>{t('calendars.detail.import')}</h3>
      <dl>
        <dt>{t('calendars.detail.from')}</dt>
        <dd>
          {calendar.feedHost === null ? (
            t('calendars.detail.byFile')
          ) : (
            <>
              <span translate="no">{calendar.feedHost}</span>
              <br />
              {t('calendars.detail.every', { minutes: calendar.readEveryMinutes })}
            </>
          )}
        </dd>
        <dt>{t('calendars.column.read')}</dt>
        <dd>{lastReadAt === null ? t('calendars.never') : clock.dayAndTime(lastReadAt)}</dd>
        <dt>{t('calendars.column.events')}</dt>
        <dd>{t('calendars.events', { bookings, blocks })}</dd>
      </dl>
      {echoes > 0 && <p className="muted">{t('calendars.echoes', { count: echoes })}</p>}
      {unreadable > 0 && <p className="warning-text">{t('calendars.unreadable', { count: unreadable })}</p>}
      {lastError !== null && (
        <p className="danger-text" role="status">
          {lastError.message}
        </p>
      )}
    </>
  )
}

function Outgoing({ calendar, isPaired }: { calendar: Calendar; isPaired: boolean }) {
  const { clock } = useHotel()
  return (
    <>
      <h3>{t('calendars.detail.export')}</h3>
      {calendar.exportAddress === null ? (
        <p className="muted">{t(isPaired ? 'calendars.export.none' : 'calendars.detail.notPaired')}</p>
      ) : (
        <>
          <p>{exportText(calendar, clock.dayAndTime)}</p>
          <CopyText text={calendar.exportAddress} name={t('calendars.detail.address')} />
          <p className="muted">{t('calendars.detail.address.text')}</p>
        </>
      )}
    </>
  )
}

/** Enter does it, as the keyboard is on the button; Escape leaves it. */
function Question({ asked, acts }: { asked: 'revoke' | 'disconnect'; acts: DetailActs }) {
  const yes = useRef<HTMLButtonElement>(null)
  useEffect(() => yes.current?.focus(), [])
  return (
    <div className="alert calendar-question" role="alertdialog" aria-label={t(`calendars.${asked}`)}>
      <p>{t(`calendars.${asked}.ask`)}</p>
      <div className="calendar-acts">
        <Button h={28} ref={yes} color="red" rightSection={<Key>Enter</Key>} onClick={acts.confirm}>
          {t(`calendars.${asked}`)}
        </Button>
        <Button h={28} variant="default" rightSection={<Key>Esc</Key>} onClick={() => acts.ask(null)}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  )
}
