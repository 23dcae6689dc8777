/** What saving a layer will do, rehearsed on the ledger, and the commit. */
import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LayerChange } from '../../shared/contract/seasons.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { failureOf } from '../failure.ts'
import { dayText, shortAmountText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { EffectSays } from '../rates/effect-says.tsx'
import { t } from '../text/text.ts'
import { useSeasonsState } from './seasons-state.ts'

export function LayerEffect({
  change,
  onPrecedence,
  onBack,
  onCommitted,
}: {
  change: LayerChange
  /** Puts the season above, or below, the one that it collides with; null where there is no single one. */
  onPrecedence: ((step: 1 | -1) => void) | null
  onBack: () => void
  onCommitted: () => void
}) {
  const { queries, calls } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const overHand = useSeasonsState((state) => state.overHand)
  const set = useSeasonsState((state) => state.set)
  const notify = useDeskState((state) => state.notify)
  const query = useQuery({
    ...queries.seasons.preview.queryOptions({ input: { change, overHand } }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const command = useCommand(calls.seasons.apply)
  const effect = query.isError ? undefined : query.data
  const [isMeant, setMeant] = useState(false)
  const isBeyond = effect !== undefined && effect.beyondBoundsCount > 0
  const canCommit = effect !== undefined && (!isBeyond || isMeant) && !isAway && !command.isSending
  async function commit() {
    if (effect === undefined || !canCommit) return
    const answer = await command.send({ change, overHand, confirmBounds: isBeyond })
    if (answer === undefined) return
    set({ lastSeq: answer.seq, draft: null, copying: null })
    notify('done', t('seasons.saved', { count: answer.changedCells }))
    onCommitted()
  }
  useViewKeys({ enter: () => void commit(), escape: onBack })
  const failure = query.isError ? failureOf(query.error) : null
  const isOverlap = failure?.kind === 'refused' && failure.refusal.code === 'SeasonsOverlap'
  return (
    <section className="season-effect" aria-label={t('seasons.effect')} data-testid="season-effect">
      <h2>{t('seasons.effect')}</h2>
      {query.isPending && <p className="muted">{t('rates.rehearsing')}</p>}
      {failure !== null && <FailureAlert failure={failure} />}
      {isOverlap && onPrecedence !== null && (
        <div className="season-line">
          <Button variant="default" onClick={() => onPrecedence(1)}>
            {t('seasons.putAbove')}
          </Button>
          <Button variant="default" onClick={() => onPrecedence(-1)}>
            {t('seasons.putBelow')}
          </Button>
        </div>
      )}
      {effect !== undefined && (
        <>
          <EffectSays effect={effect} />
          {(effect.keptByHand > 0 || overHand) && (
            <Checkbox
              label={t('seasons.overHand', { count: effect.keptByHand })}
              checked={overHand}
              onChange={({ currentTarget: { checked } }) => set({ overHand: checked })}
            />
          )}
          {effect.beyondBoundsCount > 0 && (
            <div className="rates-caution" role="alert">
              <span>
                {t('seasons.beyond', { count: effect.beyondBoundsCount })}{' '}
                {effect.beyondBounds
                  .slice(0, 3)
                  .map((each) =>
                    t('seasons.beyondOne', {
                      type: names.roomType(each.roomTypeId),
                      day: dayText(each.date),
                      price: shortAmountText(each.amountMinor, hotel.currency),
                    }),
                  )
                  .join('; ')}
              </span>
              <Checkbox
                label={t('seasons.meant')}
                checked={isMeant}
                onChange={({ currentTarget: { checked } }) => setMeant(checked)}
              />
            </div>
          )}
          <p className="muted">{t('seasons.undoable')}</p>
        </>
      )}
      <FailureAlert failure={command.failure} />
      <div className="season-line">
        <Button variant="default" rightSection={<Key>Esc</Key>} onClick={onBack}>
          {t('rates.back')}
        </Button>
        <Button disabled={!canCommit} rightSection={<Key>Enter</Key>} onClick={() => void commit()}>
          {t('seasons.save')}
        </Button>
      </div>
    </section>
  )
}
