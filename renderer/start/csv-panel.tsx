/** Rooms and prices from files: chosen or dropped, tried without doing anything, every bad line named. */
import { Button } from '@mantine/core'
import IconFileSpreadsheet from '@tabler/icons-react/icons/IconFileSpreadsheet'
import { type DragEvent, useMemo, useRef, useState } from 'react'
import { readSetUpFiles } from '../../shared/set-up-import.ts'
import type { SetUpFile } from '../../shared/set-up-issues.ts'
import { listText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { rich, t } from '../text/text.ts'
import { type FileKind, kindOf, MOST_FILE_BYTES, TEMPLATES, templateUrl, textOfBytes } from './csv-files.ts'
import { IssueTable } from './issue-table.tsx'
import { fillFrom, isTouched, type SetUpDraft } from './set-up-draft.ts'

type Files = Readonly<Partial<Record<FileKind, SetUpFile>>>

export function CsvPanel({ draft, onFill }: { draft: SetUpDraft; onFill: (draft: SetUpDraft) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [files, setFiles] = useState<Files>({})
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const [isOver, setIsOver] = useState(false)
  const [wasFilled, setFilled] = useState(false)

  async function take(chosen: readonly File[]): Promise<void> {
    setFilled(false)
    setTooLarge(chosen.find(({ size }) => size > MOST_FILE_BYTES)?.name ?? null)
    const fitting = chosen.filter(({ size }) => size <= MOST_FILE_BYTES)
    const read = await Promise.all(
      fitting.map(async (file) => ({
        name: file.name,
        text: textOfBytes(new Uint8Array(await file.arrayBuffer())),
      })),
    )
    setFiles((before) => ({ ...before, ...Object.fromEntries(read.map((file) => [kindOf(file), file])) }))
  }
  const onDrag = (isInside: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setIsOver(isInside)
  }
  return (
    <section
      className={isOver ? 'csv is-over' : 'csv'}
      aria-label={t('start.csv')}
      data-testid="csv"
      onDragOver={onDrag(true)}
      onDragLeave={onDrag(false)}
      onDrop={(event) => {
        onDrag(false)(event)
        void take([...event.dataTransfer.files])
      }}
    >
      <div className="row csv-choose">
        <IconFileSpreadsheet size={16} stroke={1.75} aria-hidden="true" />
        <span className="grow">
          <b>{t('start.csv')}</b> <span className="muted">{t('start.csv.text')}</span>
        </span>
        <span className="second muted">
          {rich('start.csv.templates', {
            rooms: <Template key="rooms" kind="rooms" />,
            prices: <Template key="prices" kind="prices" />,
          })}
        </span>
        <Button variant="default" onClick={() => input.current?.click()}>
          {t('start.csv.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          multiple
          hidden
          data-testid="csv-input"
          onChange={({ currentTarget }) => {
            void take([...(currentTarget.files ?? [])])
            // The same file again, corrected, is a new choice.
            currentTarget.value = ''
          }}
        />
      </div>
      {tooLarge !== null && (
        <p className="alert" role="alert">
          <Mark tone="danger" />
          {t('start.csv.tooLarge', { file: tooLarge, megabytes: MOST_FILE_BYTES / 1_000_000 })}
        </p>
      )}
      <DryRun
        files={files}
        draft={draft}
        wasFilled={wasFilled}
        onFill={(filled) => {
          setFilled(true)
          onFill(filled)
        }}
      />
    </section>
  )
}

function Template({ kind }: { kind: FileKind }) {
  return (
    <a href={templateUrl(kind)} download={TEMPLATES[kind].name}>
      {TEMPLATES[kind].name}
    </a>
  )
}

function DryRun({
  files,
  draft,
  wasFilled,
  onFill,
}: {
  files: Files
  draft: SetUpDraft
  wasFilled: boolean
  onFill: (draft: SetUpDraft) => void
}) {
  const { rooms, prices } = files
  const result = useMemo(
    () => (rooms === undefined ? null : readSetUpFiles({ rooms, prices: prices ?? null }, draft.currency)),
    [rooms, prices, draft.currency],
  )
  if (result === null)
    return prices === undefined ? null : (
      <p className="alert" role="alert">
        <Mark tone="danger" />
        {t('start.csv.onlyPrices', { file: prices.name })}
      </p>
    )
  if (result.issues !== null) return <IssueTable issues={result.issues} />
  const { hotel } = result
  const count = hotel.roomTypes.reduce((sum, type) => sum + type.rooms.length, 0)
  const values = { rooms: count, types: hotel.roomTypes.length, prices: hotel.prices.length }
  return (
    <div className="csv-good" role="status" data-testid="csv-good">
      <Mark tone="ok" />
      <span className="grow">
        {t(wasFilled ? 'start.csv.filled' : 'start.csv.good', values)}
        {hotel.ignoredColumns.length > 0 &&
          ` ${t('start.csv.ignored', { columns: listText(hotel.ignoredColumns.map(({ column }) => column)) })}`}
      </span>
      {!wasFilled && (
        <Button autoFocus onClick={() => onFill(fillFrom(draft, hotel, prices?.name ?? ''))}>
          {t(isTouched(draft) ? 'start.csv.replace' : 'start.csv.fill')}
        </Button>
      )}
    </div>
  )
}
