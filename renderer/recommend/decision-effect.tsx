/** What a decision will do in one line, prices beyond their bounds, and the commit. A single price within them commits at once. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { dayText, listText, shortAmountText, shortSignedText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { BoundChecks, useBoundChecks } from '../rates/bound-checks.tsx'
import type { StepBack } from '../rates/undo-steps.ts'
import { t } from '../text/text.ts'
import { beyondBounds, decisionsOf, effectOf, type Found, type PlannedDecision } from './decision.ts'

export function DecisionEffect({
  planned,
  found,
  back,
  quiet,
  onBack,
  onDecided,
}: {
  planned: PlannedDecision
  found: Found
  back: StepBack
  /** What stands there while one price is committed without a question. */
  quiet: ReactNode
  onBack: () => void
  onDecided: (nights: PlannedDecision['nights']) => void
}) {
  const { queries, calls } = useDesk()
  const { names } = useHotel()
  const isAway = useIsAway()
  const settings = useQuery(queries.pricing.settings.queryOptions())
  const command = useCommand(calls.pricing.decide, t('recommend.decide'))
  const { currency, ratePlanId } = found
  const beyond = beyondBounds(planned, settings.data?.bounds, ratePlanId ?? '')
  const checks = useBoundChecks(beyond)
  const effect = effectOf(planned)
  const hasAsked = settings.data !== undefined || settings.isError
  const canCommit = hasAsked && checks.open === 0 && !isAway && !command.isSending
  const isOne = planned.nights.length === 1

  async function commit() {
    if (!canCommit || ratePlanId === null) return
    const answer = await command.send({
      ratePlanId,
      decisions: decisionsOf(planned, beyond, checks.answer),
      confirmBounds: checks.answer.confirmBounds === true,
      seenSeq: found.seq,
    })
    if (answer === undefined) return
    const price = planned.nights[0]?.priceMinor ?? 0
    back.committed(
      answer.seq,
      t(`recommend.done.${planned.kind}`, { count: effect.count, price: shortAmountText(price, currency) }),
    )
    onDecided(planned.nights)
  }
  useViewKeys({ enter: () => void commit() })
  // Nothing is left to be asked of one price: it is seen beside the list, and undone by one key.
  const isBegun = useRef(false)
  useEffect(() => {
    if (!isOne || checks.count > 0 || !canCommit || isBegun.current) return
    isBegun.current = true
    void commit()
  })
  if (isOne && checks.count === 0 && command.failure === null) return quiet
  return (
    <section
      className="recommend-decide"
      aria-label={t('recommend.effect.name')}
      data-testid="recommend-effect"
    >
      <h2>{t('recommend.effect.name')}</h2>
      <p className="strong">
        {planned.kind === 'ignore'
          ? t('recommend.effect.ignore', { count: effect.count })
          : t('recommend.effect.accept', {
              count: effect.count,
              nights: effect.nights,
              isOne: effect.leastMinor === effect.mostMinor ? 'yes' : 'no',
              least: shortSignedText(effect.leastMinor, currency),
              most: shortSignedText(effect.mostMinor, currency),
              left: effect.roomsLeft,
            })}
      </p>
      <p className="muted">
        {t(effect.first === effect.last ? 'recommend.effect.oneNight' : 'recommend.effect.first', {
          first: dayText(effect.first),
          last: dayText(effect.last),
          types: listText(effect.roomTypeIds.map((id) => names.roomType(id))),
        })}
      </p>
      <BoundChecks checks={checks} currency={currency} />
      <FailureAlert failure={command.failure} />
      <div className="row">
        <Button
          disabled={!canCommit}
          loading={command.isSending}
          rightSection={<Key>Enter</Key>}
          onClick={() => void commit()}
        >
          {t(`recommend.commit.${planned.kind}`, {
            count: effect.count,
          })}
        </Button>
        <Button variant="default" rightSection={<Key>Esc</Key>} onClick={onBack}>
          {t('recommend.back')}
        </Button>
        <span className="second muted">{t('recommend.effect.undoable')}</span>
      </div>
    </section>
  )
}
