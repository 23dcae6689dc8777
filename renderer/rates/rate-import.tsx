/** Rates from a file: every bad line is named; what the rest would change is shown before any of it is done. */
import { Button, Checkbox, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type FileCells, type RateFile, rateFileColumns, readRateFile } from '../../shared/rates/rate-file.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { failureOf } from '../failure.ts'
import { dayText, listText, shortAmountText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { FileChoice } from '../frame/file-choice.tsx'
import { Mark } from '../frame/marks.tsx'
import { MOST_FILE_BYTES, textOfBytes } from '../start/csv-files.ts'
import { IssueTable } from '../start/issue-table.tsx'
import { t } from '../text/text.ts'
import { PreviewCells } from './preview-cells.tsx'
import { PreviewSide } from './preview-side.tsx'
import type { Preview } from './preview-table.ts'
import { csvOfWorkbook, isWorkbook } from './rate-workbook.ts'
import { useRatesState } from './rates-state.ts'

type Read = RateFile & { readonly name: string }

export function RateImport() {
  const { hotel } = useHotel()
  const [file, setFile] = useState<Read | null>(null)
  const [refused, setRefused] = useState<'tooLarge' | 'noWorkbook' | null>(null)
  const [skipsBad, setSkipsBad] = useState(false)
  const mostAdults = Math.max(1, ...hotel.roomTypes.map(({ maxOccupancy }) => maxOccupancy))

  async function take(chosen: File): Promise<void> {
    setSkipsBad(false)
    setFile(null)
    setRefused(chosen.size > MOST_FILE_BYTES ? 'tooLarge' : null)
    if (chosen.size > MOST_FILE_BYTES) return
    const bytes = new Uint8Array(await chosen.arrayBuffer())
    const text = isWorkbook(bytes) ? await csvOfWorkbook(bytes).catch(() => null) : textOfBytes(bytes)
    if (text === null) setRefused('noWorkbook')
    else setFile({ ...readRateFile({ name: chosen.name, text }, hotel), name: chosen.name })
  }
  const isWhole = file?.issues.length === 0
  return (
    <section className="plan-form rate-import" aria-label={t('rates.files.import')}>
      <h2>{t('rates.files.import')}</h2>
      <p className="muted">
        {t('rates.files.importText', { columns: rateFileColumns(mostAdults).join(', ') })}
      </p>
      <div className="row">
        <FileChoice
          words={t('rates.files.choose')}
          accept=".csv,.txt,.xlsx,text/csv,text/plain"
          testId="rate-file"
          onChoose={(chosen) => void take(chosen)}
        />
        {file !== null && (
          <span>
            <span className="strong" translate="no">
              {file.name}
            </span>{' '}
            <span className="muted">{t('rates.files.lines', { count: file.cells.length })}</span>
          </span>
        )}
      </div>
      {refused !== null && (
        <p className="alert" role="alert">
          <Mark tone="danger" />
          {t(`rates.files.${refused}`)}
        </p>
      )}
      {file !== null && file.ignored.length > 0 && (
        <p className="muted">{t('rates.files.ignored', { columns: listText(file.ignored) })}</p>
      )}
      {file !== null && !isWhole && <IssueTable issues={file.issues} />}
      {file !== null && file.badLines > 0 && file.cells.length > 0 && (
        <Checkbox
          label={t('rates.files.skip', { bad: file.badLines, count: file.cells.length })}
          checked={skipsBad}
          onChange={({ currentTarget: { checked } }) => setSkipsBad(checked)}
        />
      )}
      {file !== null && file.cells.length > 0 && (isWhole || skipsBad) && (
        <ImportPreview cells={file.cells} onDone={() => setFile(null)} />
      )}
    </section>
  )
}

type Beyond = 'cap' | 'keep'

function ImportPreview({ cells, onDone }: { cells: FileCells[]; onDone: () => void }) {
  const { queries, calls } = useDesk()
  const isAway = useIsAway()
  const set = useRatesState((state) => state.set)
  const notify = useDeskState((state) => state.notify)
  const command = useCommand(calls.rates.setCells)
  const [beyond, setBeyond] = useState<Beyond | null>(null)
  const input = { cells, origin: 'imported' as const, ...(beyond === 'cap' ? { capAll: true } : {}) }
  const query = useQuery({
    ...queries.rates.previewCells.queryOptions({ input }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const effect = query.isError ? undefined : query.data
  const nights = effect === undefined ? 0 : Math.max(effect.changedPrices, effect.changedRestrictions)
  const isOpen = effect !== undefined && effect.beyondBoundsCount > 0 && beyond === null
  const canCommit = effect !== undefined && nights > 0 && !isOpen && !isAway && !command.isSending
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (canCommit) button.current?.focus()
  }, [canCommit])
  async function commit() {
    if (!canCommit) return
    const answer = await command.send({
      ...input,
      ...(beyond === 'keep' ? { confirmBounds: true } : {}),
      seenSeq: effect.seq,
    })
    if (answer === undefined) {
      // Refused because of what somebody else did: what stands now is looked at again.
      void query.refetch()
      return
    }
    set({
      view: 'grid',
      committed: {
        seq: answer.seq,
        prices: effect.changedPrices,
        restrictions: effect.changedRestrictions,
        isUndo: false,
      },
    })
    notify('done', t('rates.files.imported', { count: answer.changedCells }))
    onDone()
  }
  return (
    <div className="rate-import-effect" data-testid="rate-import-effect">
      {query.isPending && (
        <p className="muted" role="status">
          {t('rates.rehearsing')}
        </p>
      )}
      {query.isError && <FailureAlert failure={failureOf(query.error)} />}
      {effect !== undefined && (
        <>
          {nights === 0 ? <p>{t('rates.files.nothing')}</p> : <PreviewCells preview={effect} />}
          {(effect.beyondBoundsCount > 0 || beyond !== null) && (
            <BeyondChoice effect={effect} beyond={beyond} onChoose={setBeyond} />
          )}
          {nights > 0 && (
            <div className="rate-import-side">
              <PreviewSide preview={effect} nights={nights} />
            </div>
          )}
        </>
      )}
      <FailureAlert failure={command.failure} />
      <Button
        ref={button}
        disabled={!canCommit}
        onClick={() => void commit()}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('rates.files.commit', { count: nights })}
      </Button>
    </div>
  )
}

function BeyondChoice({
  effect,
  beyond,
  onChoose,
}: {
  effect: Preview
  beyond: Beyond | null
  onChoose: (beyond: Beyond) => void
}) {
  const { hotel, names } = useHotel()
  const some = effect.beyondBounds.slice(0, 3).map((each) =>
    t('seasons.beyondOne', {
      type: names.roomType(each.roomTypeId),
      day: dayText(each.date),
      price: shortAmountText(each.amountMinor, hotel.currency),
    }),
  )
  return (
    <div className="rates-caution" role="alert">
      <span>
        {effect.beyondBoundsCount > 0 && t('seasons.beyond', { count: effect.beyondBoundsCount })}{' '}
        {some.join('; ')}
      </span>
      <SegmentedControl
        aria-label={t('rates.checks')}
        value={beyond ?? ''}
        onChange={(value) => onChoose(value as Beyond)}
        data={[
          { value: 'keep', label: t('rates.checks.keepAll') },
          { value: 'cap', label: t('rates.checks.capAll') },
        ]}
      />
    </div>
  )
}
