/** One card a way out: what it does and what it costs, and the button that takes it; only the chosen one is unfolded. */
import { Button, Loader, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Way } from '../../shared/contract/overbooking.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { chosenWay, costText, type OverbookingCase, wayWords } from './way-words.ts'

interface WayProps {
  readonly of: OverbookingCase
  readonly way: Way
  readonly currency: string
}

export function WayCard({
  number,
  isChosen,
  onChoose,
  ...props
}: WayProps & { number: number; isChosen: boolean; onChoose: () => void }) {
  const { names } = useHotel()
  const { way, currency } = props
  const { title, what } = wayWords(way, names)
  return (
    <section className={`way${isChosen ? ' is-chosen' : ''}`} aria-label={title}>
      <button type="button" className="way-head" aria-expanded={isChosen} onClick={onChoose}>
        <span className="way-number">{number}</span>
        <b>{title}</b>
        <span className="muted">{what}</span>
        <span className="grow" />
        <b className="figures way-cost">{costText(way.costMinor, currency)}</b>
      </button>
      {isChosen && <WayBody {...props} />}
    </section>
  )
}

const LONGEST_HOUSE = 120

function WayBody({ of, way }: WayProps) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const [to, setTo] = useState('')
  const resolve = useCommand(calls.overbooking.resolve)
  const { steps, act, title } = wayWords(way, names)
  const asksWhere = way.kind === 'relocate'
  const canTake = !isAway && (!asksWhere || to.trim() !== '')
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!canTake || resolve.isSending) return
    const answer = await resolve.send({ caseId: of.id, way: chosenWay(way, to) })
    if (answer === undefined) return
    notify(
      answer.closed ? 'done' : 'warning',
      t(answer.closed ? 'cases.taken' : 'cases.takenInPart', { title }),
    )
  }
  return (
    <form className="way-body" onSubmit={(event) => void submit(event)}>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {asksWhere && (
        <TextInput
          label={t('cases.relocate.to')}
          placeholder={t('cases.relocate.toExample')}
          maw={340}
          maxLength={LONGEST_HOUSE}
          value={to}
          data-way-start
          onChange={({ currentTarget: { value } }) => setTo(value)}
        />
      )}
      <div>
        <Button
          type="submit"
          {...(asksWhere ? {} : { 'data-way-start': true })}
          {...(canTake ? {} : { 'data-disabled': true })}
          aria-disabled={!canTake}
          aria-busy={resolve.isSending}
          rightSection={resolve.isSending ? <Loader size={14} color="currentColor" /> : <Key>Enter</Key>}
        >
          {act}
        </Button>
      </div>
      <FailureAlert failure={resolve.failure} />
    </form>
  )
}
