/** What saving, switching or removing a yield rule will do now, rehearsed on the ledger, and the commit. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { amountFor } from '../../shared/pricing.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { failureOf } from '../failure.ts'
import { dayText, shortAmountText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { EffectSays } from '../rates/effect-says.tsx'
import { restrictionsText } from '../rates/planned-words.ts'
import type { Preview, PreviewCell } from '../rates/preview-table.ts'
import type { StepBack } from '../rates/undo-steps.ts'
import { t } from '../text/text.ts'
import type { PlannedRule } from './yield-state.ts'
import { yieldText } from './yield-words.ts'

const MOST_SHOWN = 8

export function YieldEffect({
  planned,
  back,
  onBack,
  onSaved,
}: {
  planned: PlannedRule
  back: StepBack
  onBack: () => void
  onSaved: (ruleId: string) => void
}) {
  const { queries, calls } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const { stored, rule } = planned
  const input = {
    rule,
    ...(stored === null ? {} : { ruleId: stored.id, seenSeq: stored.seq }),
  }
  const query = useQuery({
    ...queries.yieldRules.preview.queryOptions({ input }),
    // Rehearsed anew each time it is opened: what an earlier look answered may be over.
    staleTime: 0,
    gcTime: 0,
  })
  const command = useCommand(calls.yieldRules.save, t('yield.form'))
  const effect = query.isError ? undefined : query.data
  const canSave = effect !== undefined && !isAway && !command.isSending
  const name = rule?.name ?? stored?.rule.name ?? ''
  async function save() {
    if (!canSave) return
    const answer = await command.send(input)
    if (answer === undefined) return
    back.committed(
      answer.seq,
      t(rule === null ? 'yield.removed' : 'yield.saved', { name, count: answer.changedCells }),
    )
    onSaved(answer.ruleId)
  }
  useViewKeys({ enter: () => void save() })
  return (
    <section className="yield-form" aria-label={t('yield.effect')} data-testid="yield-effect">
      <h2>{t(rule === null ? 'yield.effect.remove' : 'yield.effect')}</h2>
      <p>
        <strong>{name}</strong> {rule !== null && yieldText(rule, names, hotel.currency)}
      </p>
      {query.isPending && <p className="muted is-loading">{t('rates.rehearsing')}</p>}
      {query.isError && <FailureAlert failure={failureOf(query.error)} />}
      {effect !== undefined && (
        <>
          <EffectSays effect={effect} />
          <ChangedNights effect={effect} />
          {rule?.active === true && <p className="second muted">{t('yield.effect.later')}</p>}
          <p className="muted">{t('seasons.undoable')}</p>
        </>
      )}
      <FailureAlert failure={command.failure} />
      <div className="yield-line yield-foot">
        <Button
          disabled={!canSave}
          loading={command.isSending}
          rightSection={<Key>Enter</Key>}
          onClick={() => void save()}
        >
          {t(rule === null ? 'yield.saveRemove' : 'yield.save')}
        </Button>
        <Button variant="default" rightSection={<Key>Esc</Key>} onClick={onBack}>
          {t('rates.back')}
        </Button>
      </div>
    </section>
  )
}

/** The first of the nights that change, of plans that follow no other: theirs follow from them. */
function ChangedNights({ effect }: { effect: Preview }) {
  const { hotel, names } = useHotel()
  const own = effect.cells.filter(({ follows }) => !follows)
  if (own.length === 0) return <p className="muted">{t('yield.effect.none')}</p>
  const { currency } = effect
  const adultsOf = (id: string) => hotel.roomTypes.find((type) => type.id === id)?.baseOccupancy ?? 1
  const words = (cell: PreviewCell, side: 'before' | 'after') => {
    const day = cell[side]
    const minor = amountFor(day.prices, adultsOf(cell.roomTypeId))
    const price = minor === undefined ? '–' : shortAmountText(minor, currency)
    const { before, after } = cell
    const isSame = JSON.stringify(before.restrictions) === JSON.stringify(after.restrictions)
    return isSame ? price : `${price}, ${restrictionsText(day.restrictions)}`
  }
  return (
    <>
      <table className="table yield-nights" aria-label={t('yield.effect.nights')}>
        <thead>
          <tr>
            <th>{t('yield.effect.night')}</th>
            <th className="right">{t('yield.effect.before', { currency })}</th>
            <th className="right">{t('yield.effect.after', { currency })}</th>
          </tr>
        </thead>
        <tbody>
          {own.slice(0, MOST_SHOWN).map((cell) => (
            <tr key={`${cell.ratePlanId} ${cell.roomTypeId} ${cell.date}`}>
              <td>
                {dayText(cell.date)} <span className="muted">{names.roomType(cell.roomTypeId)}</span>
              </td>
              <td className="right muted">{words(cell, 'before')}</td>
              <td className="right strong">{words(cell, 'after')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {own.length > MOST_SHOWN && (
        <p className="second muted">{t('yield.effect.more', { count: own.length - MOST_SHOWN })}</p>
      )}
    </>
  )
}
