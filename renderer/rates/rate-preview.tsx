/** What a change will do, rehearsed on the ledger itself, before it is committed: cells, channels, stays. */
import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronLeft } from '@tabler/icons-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { failureOf } from '../failure.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key, Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { BoundChecks, useBoundChecks } from './bound-checks.tsx'
import { plannedWords } from './planned-words.ts'
import { PreviewCells } from './preview-cells.tsx'
import { PreviewSide } from './preview-side.tsx'
import { changedSince, type Preview } from './preview-table.ts'
import { type PlannedChange, useRatesState } from './rates-state.ts'
import { usePlannedChange } from './use-planned-change.ts'

export function RatePreview({
  planned,
  onBack,
  onCommitted,
}: {
  planned: PlannedChange
  onBack: () => void
  onCommitted: () => void
}) {
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const set = useRatesState((state) => state.set)
  const notify = useDeskState((state) => state.notify)
  const isUnderDialog = useDeskState((state) => state.dialog !== null)
  const { query, isSending, failure, commit: send } = usePlannedChange(planned)
  const preview = query.isError ? undefined : query.data
  const meanwhile = useChangedMeanwhile(preview)
  const changes = preview === undefined ? 0 : preview.changedPrices + preview.changedRestrictions
  const checks = useBoundChecks(preview)
  const canCommit = preview !== undefined && changes > 0 && checks.open === 0 && !isAway && !isSending
  const section = useRef<HTMLElement>(null)
  useLayoutEffect(() => section.current?.focus({ preventScroll: true }), [])

  async function commit() {
    if (!canCommit) return
    const seen = preview
    const answer = await send(seen, checks.answer)
    if (answer === undefined) {
      // Refused because of what somebody else did: what stands now is looked at again.
      void query.refetch()
      return
    }
    set({
      committed: {
        seq: answer.seq,
        prices: seen.changedPrices,
        restrictions: seen.changedRestrictions,
        isUndo: false,
      },
    })
    notify(
      'done',
      t('rates.notice.committed', {
        prices: seen.changedPrices,
        restrictions: seen.changedRestrictions,
        kind: kindOf(seen),
        channels: seen.channels.length,
      }),
    )
    onCommitted()
  }
  useHotkeys(
    [
      ['mod+Enter', () => !isUnderDialog && void commit()],
      ['Escape', () => !isUnderDialog && onBack()],
    ],
    [],
  )

  return (
    <section
      ref={section}
      className="rates-preview"
      tabIndex={-1}
      aria-label={t('rates.previewName')}
      data-testid="rates-preview"
    >
      <div className="tools">
        <Button
          variant="subtle"
          px={6}
          leftSection={<IconChevronLeft size={16} stroke={1.75} />}
          onClick={onBack}
        >
          {t('rates.backToGrid')}
        </Button>
        <h1 data-testid="rates-preview-title">
          {preview === undefined
            ? t('rates.previewName')
            : t('rates.previewTitle', {
                prices: preview.changedPrices,
                restrictions: preview.changedRestrictions,
                kind: kindOf(preview),
              })}
        </h1>
        <span className="muted">{plannedWords(planned, names, hotel.currency)}</span>
        <span className="muted">· {t('rates.nothingCommitted')}</span>
      </div>
      <div className="rates-preview-main">
        <div className="rates-preview-cells">
          {meanwhile > 0 && (
            <div className="rates-caution" role="alert" data-testid="rates-meanwhile">
              <Mark tone="warning" />
              <span>{t('rates.meanwhile', { count: meanwhile })}</span>
            </div>
          )}
          {query.isError ? (
            <div className="notice-empty">
              <FailureAlert failure={failureOf(query.error)} />
            </div>
          ) : preview === undefined ? (
            <p className="notice-empty" role="status">
              {t('rates.rehearsing')}
            </p>
          ) : (
            <>
              <PreviewCells preview={preview} />
              <BoundChecks checks={checks} currency={preview.currency} />
            </>
          )}
        </div>
        <aside className="rates-preview-side">
          {preview !== undefined && <PreviewSide preview={preview} nights={nightsChanged(preview)} />}
          <span className="grow" />
          <FailureAlert failure={failure} />
          <div className="rates-preview-foot">
            <Button variant="default" rightSection={<Key>Esc</Key>} mr="auto" onClick={onBack}>
              {t('rates.back')}
            </Button>
            {checks.open > 0 && (
              <span className="warning-text" data-testid="rates-open-checks">
                {t('rates.checks.open', { count: checks.open })}
              </span>
            )}
            <Button
              disabled={!canCommit}
              rightSection={
                <>
                  <Key>Ctrl</Key>&nbsp;<Key>Enter</Key>
                </>
              }
              onClick={() => void commit()}
            >
              {t('rates.commit')}
            </Button>
          </div>
        </aside>
      </div>
    </section>
  )
}

function kindOf({ changedPrices, changedRestrictions }: Preview): 'prices' | 'restrictions' | 'both' {
  if (changedRestrictions === 0) return 'prices'
  return changedPrices === 0 ? 'restrictions' : 'both'
}

/** At least so many nights are changed; more than are listed when the list was cut. */
function nightsChanged({ cells, changedPrices, changedRestrictions }: Preview): number {
  return Math.max(cells.length, changedPrices, changedRestrictions)
}

/** How many cells start from something else than in the first rehearsal that was shown; it stays said. */
function useChangedMeanwhile(preview: Preview | undefined): number {
  const shown = useRef<Preview | null>(null)
  const [changed, setChanged] = useState(0)
  useEffect(() => {
    if (preview === undefined) return
    const before = shown.current
    shown.current = preview
    if (before === null || before.seq === preview.seq) return
    const count = changedSince(before.cells, preview.cells)
    if (count > 0) setChanged(count)
  }, [preview])
  return changed
}
