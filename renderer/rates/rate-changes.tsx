/** The past changes of rates, newest first: who, when, what; and the undo of any one that still stands as it was left. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Answers } from '../connection/desk-client.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import type { Failure } from '../failure.ts'
import { numberText } from '../formats.ts'
import { useDocumentKeys } from '../frame/document-keys.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key, KeyHint } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { actorText } from '../journal/journal-words.ts'
import { countOf } from '../journal/payload-read.ts'
import { useNaming } from '../journal/use-naming.ts'
import { t } from '../text/text.ts'
import { rateChangeWords } from './change-words.ts'
import { useRatesState } from './rates-state.ts'

type Change = Answers['rates']['changes']['rows'][number]

export function RateChanges() {
  const { queries } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const query = useQuery(queries.rates.changes.queryOptions())
  const { undo, isSending, refused } = useUndoOne()
  const isAway = useIsAway()
  return (
    <OverScreen onClose={close} title={t('rates.changes.title')} size={1040}>
      <div className="dialog-body" data-testid="rate-changes">
        <QueryView query={query}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="notice-empty">{t('rates.changes.empty')}</p>
            ) : (
              <ChangeTable rows={rows} canUndo={!isAway && !isSending} onUndo={undo} />
            )
          }
        </QueryView>
        {refused !== null && (
          <div>
            <p className="strong">{t('rates.changes.refused', { seq: refused.seq })}</p>
            <FailureAlert failure={refused.failure} />
          </div>
        )}
        <div className="dialog-foot">
          <KeyHint keys={['↑', '↓']}>{t('rates.changes.move')}</KeyHint>
          <span className="muted grow">
            {query.data !== undefined &&
              query.data.rows.length > 1 &&
              t('rates.changes.last', { count: query.data.rows.length })}
          </span>
          <Button variant="default" onClick={close} rightSection={<Key>Esc</Key>} {...FOCUS_AT_ONCE}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    </OverScreen>
  )
}

/** Puts back what one change found, as a new command, unless somebody changed some of it since. */
function useUndoOne() {
  const { calls } = useDesk()
  const notify = useDeskState((state) => state.notify)
  const command = useCommand(calls.rates.undo)
  const [tried, setTried] = useState<number | null>(null)
  const { failure, isSending } = command
  const refused: { seq: number; failure: Failure } | null =
    failure === null || tried === null ? null : { seq: tried, failure }
  async function undo({ seq }: Change) {
    setTried(seq)
    const answer = await command.send({ changeSeq: seq })
    if (answer === undefined) return
    const { committed, set } = useRatesState.getState()
    // The line over the grid offers no undo of what is undone.
    if (committed?.seq === seq) set({ committed: { ...committed, seq: answer.seq, isUndo: true } })
    notify('done', t('rates.notice.undone'))
  }
  return { undo: (change: Change) => void undo(change), isSending, refused }
}

function ChangeTable({
  rows,
  canUndo,
  onUndo,
}: {
  rows: readonly Change[]
  canUndo: boolean
  onUndo: (change: Change) => void
}) {
  const { clock } = useHotel()
  const naming = useNaming()
  // By its number: a new change on top does not move the choice to another one.
  const [chosenSeq, setChosen] = useState<number | null>(null)
  const at = Math.max(
    0,
    rows.findIndex(({ seq }) => seq === chosenSeq),
  )
  const chosen = rows[at]
  const body = useRef<HTMLTableSectionElement>(null)
  useEffect(() => {
    body.current?.querySelectorAll('tr')[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  useDocumentKeys((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const isUndo = event.key.toLowerCase() === 'u' && chosen?.canUndo === true && canUndo
    if (step === 0 && !isUndo) return
    event.preventDefault()
    if (isUndo) onUndo(chosen)
    else setChosen(rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.seq ?? null)
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard
    <section className="rates-past" tabIndex={0} aria-label={t('rates.changes.title')}>
      <table className="table">
        <colgroup>
          <col style={{ width: 136 }} />
          <col style={{ width: 120 }} />
          <col />
          <col style={{ width: 72 }} />
          <col style={{ width: 136 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{t('rates.changes.when')}</th>
            <th>{t('rates.changes.who')}</th>
            <th>{t('rates.changes.what')}</th>
            <th className="right">{t('rates.changes.nights')}</th>
            <th>{t('rates.changes.state')}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => (
            <tr
              key={row.seq}
              data-testid={`rate-change-${row.seq}`}
              aria-selected={index === at}
              onClick={() => setChosen(row.seq)}
            >
              <td className="figures">{clock.dayAndTime(row.at)}</td>
              <td>{actorText(row.actor)}</td>
              <td className="wraps">{rateChangeWords(row, naming)}</td>
              <td className="right">{nightsText(row)}</td>
              <td className="actions">
                {row.undoneBy !== null ? (
                  <span className="muted">{t('rates.changes.undoneBy', { seq: row.undoneBy })}</span>
                ) : (
                  row.canUndo && (
                    <Button
                      variant="default"
                      h={24}
                      disabled={!canUndo}
                      rightSection={index === at ? <Key>U</Key> : null}
                      onClick={() => onUndo(row)}
                    >
                      {t('rates.changes.undo')}
                    </Button>
                  )
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** How many nights got another price or other restrictions; a dash where the journal does not say. */
function nightsText({ payload }: Change): string {
  const changed = countOf(payload, 'changedCells')
  return changed === undefined ? '–' : numberText(changed)
}
