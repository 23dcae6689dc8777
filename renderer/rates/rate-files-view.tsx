/** Rates out into a file and in from one: what is written, what is wrong with what was read, and what it will change. */
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addDays, daysBetween, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { type Failure, failureOf } from '../failure.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import './rate-files.css'
import { RateImport } from './rate-import.tsx'
import { RateViewHead } from './rate-view-head.tsx'
import { workbookOfCsv } from './rate-workbook.ts'

const MOST_NIGHTS = 800
const YEAR = 365

export function RateFilesView() {
  return (
    <div className="list-screen">
      <RateViewHead view="files" />
      <div className="rate-files">
        <RateImport />
        <RateExport />
      </div>
    </div>
  )
}

type Format = 'csv' | 'xlsx'

function RateExport() {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const notify = useDeskState((state) => state.notify)
  const [from, setFrom] = useState<string>(hotel.businessDate)
  const [last, setLast] = useState<string>(() => addDays(hotel.businessDate, YEAR - 1))
  const [format, setFormat] = useState<Format>('csv')
  const [isWriting, setWriting] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const range = rangeOf(from, last)
  async function save() {
    if (range === undefined || isWriting) return
    setWriting(true)
    setFailure(null)
    try {
      const { csv, lines, isCut } = await calls.rates.file(range)
      const blob =
        format === 'csv'
          ? new Blob([`\uFEFF${csv}`], { type: 'text/csv;charset=utf-8' })
          : await workbookOfCsv(csv)
      const name = `rates-${range.from}-${last}.${format}`
      offer(blob, name)
      notify('done', t(isCut ? 'rates.files.cut' : 'rates.files.written', { name, count: lines }))
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setWriting(false)
    }
  }
  return (
    <form
      className="plan-form"
      aria-label={t('rates.files.export')}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h2>{t('rates.files.export')}</h2>
      <p className="muted">{t('rates.files.exportText')}</p>
      <div className="plan-line">
        <TextInput
          type="date"
          label={t('rates.files.from')}
          value={from}
          onChange={({ currentTarget: { value } }) => setFrom(value)}
        />
        <TextInput
          type="date"
          label={t('rates.files.last')}
          value={last}
          error={range === undefined ? t('rates.files.rangeWrong', { most: MOST_NIGHTS }) : null}
          onChange={({ currentTarget: { value } }) => setLast(value)}
        />
        <SegmentedControl
          aria-label={t('rates.files.format')}
          value={format}
          onChange={(value) => setFormat(value as Format)}
          data={[
            { value: 'csv', label: t('rates.files.csv') },
            { value: 'xlsx', label: t('rates.files.xlsx') },
          ]}
        />
      </div>
      <FailureAlert failure={failure} />
      <Button type="submit" disabled={range === undefined || isWriting} style={{ alignSelf: 'flex-start' }}>
        {t('rates.files.save')}
      </Button>
    </form>
  )
}

function rangeOf(from: string, last: string): { from: IsoDate; to: IsoDate } | undefined {
  if (!isIsoDate(from) || !isIsoDate(last)) return undefined
  const nights = daysBetween(from, last) + 1
  return nights < 1 || nights > MOST_NIGHTS ? undefined : { from, to: addDays(last, 1) }
}

/** Gives a file to whoever looks at the page, as a link to it would. */
function offer(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
