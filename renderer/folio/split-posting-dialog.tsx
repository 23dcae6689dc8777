/** Parts a line of a folio by amount or per cent; the second part stays beside it or goes to another bill. Both balances are shown before. */
import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { readAmount } from '../../shared/typed-amount.ts'
import { useCommand, useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText } from '../formats.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { useSelectedText } from '../frame/selected-text.ts'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'
import { splitBy } from './folio-sums.ts'
import { postingWords } from './folio-words.ts'
import { useFreshFolios } from './use-folios.ts'
import { usePosting } from './use-posting.ts'

type By = 'percent' | 'amount'
/** Per cent. */
const HALF = '50'

export function SplitPostingDialog(props: { reservationId: string; folioId: string; postingId: string }) {
  const { reservationId, postingId } = props
  const { calls } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const freshen = useFreshFolios()
  const { folio, posting, others, articleNames } = usePosting(props)
  const [by, setBy] = useState<By>('percent')
  const [typed, setTyped] = useState(HALF)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const partField = useSelectedText(typed === HALF ? typed : null)
  const split = useCommand(calls.folios.split)
  if (folio === undefined || posting === undefined) return null
  const { currency } = folio
  const part = readPart(by, typed, currency)
  const parts = part === undefined ? null : splitBy(posting.amountMinor, part)
  const toId = chosenId ?? others[0]?.id ?? folio.id
  const target = others.find(({ id }) => id === toId)
  const line = postingWords(posting, articleNames)
  async function submit() {
    if (part === undefined) return
    const answer = await split.send({
      postingId,
      part,
      ...(target === undefined ? {} : { toFolioId: target.id }),
    })
    if (answer === undefined) return
    await freshen(reservationId)
    notify('done', t('folio.split.done', { line, folio: target?.name ?? 'same' }))
    close()
  }
  return (
    <DialogForm
      title={t('folio.split.title', { line, amount: amountText(posting.amountMinor, currency) })}
      size={520}
      action={t('folio.split.do')}
      startsInField
      canSubmit={parts !== null}
      isSending={split.isSending}
      failure={split.failure}
      onSubmit={submit}
    >
      <div className="sale-fields">
        <SegmentedControl
          aria-label={t('folio.split.by')}
          className="field-height"
          value={by}
          onChange={(value) => {
            setBy(value as By)
            setTyped('')
          }}
          data={[
            { value: 'percent', label: t('folio.split.percent') },
            { value: 'amount', label: t('folio.split.amount') },
          ]}
        />
        <TextInput
          label={by === 'percent' ? t('folio.split.partPercent') : t('folio.amount', { currency })}
          w={128}
          inputMode="decimal"
          {...FOCUS_AT_ONCE}
          ref={partField}
          value={typed}
          error={typed === '' || parts !== null ? null : t('folio.split.wrong')}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
        />
        <Select
          label={t('folio.split.to')}
          className="grow"
          allowDeselect={false}
          data={[
            ...others.map(({ id, name }) => ({ value: id, label: name })),
            { value: folio.id, label: t('folio.split.here', { folio: folio.name }) },
          ]}
          value={toId}
          onChange={setChosenId}
        />
      </div>
      {parts !== null && (
        <dl className="split-parts posting-parts" data-testid="posting-parts">
          <PartLine
            name={t('folio.split.stays', { folio: folio.name })}
            minor={parts.staysMinor}
            before={folio.balanceMinor}
            after={target === undefined ? folio.balanceMinor : folio.balanceMinor - parts.goesMinor}
            currency={currency}
          />
          <PartLine
            name={t('folio.split.goes', { folio: target?.name ?? folio.name })}
            minor={parts.goesMinor}
            before={target?.balanceMinor ?? folio.balanceMinor}
            after={target === undefined ? folio.balanceMinor : target.balanceMinor + parts.goesMinor}
            currency={currency}
          />
        </dl>
      )}
      <p className="muted second">{t('folio.split.hint')}</p>
    </DialogForm>
  )
}

function readPart(
  by: By,
  typed: string,
  currency: string,
): { amountMinor: number } | { percent: number } | undefined {
  if (by === 'percent') {
    const percent = Number(typed.replace('%', '').replace(',', '.').trim())
    return percent >= 1 && percent <= 99 ? { percent } : undefined
  }
  const amountMinor = typed === '' ? undefined : readAmount(typed, currency)
  return amountMinor === undefined || amountMinor === 0 ? undefined : { amountMinor }
}

function PartLine({
  name,
  minor,
  before,
  after,
  currency,
}: {
  name: string
  minor: number
  before: number
  after: number
  currency: string
}) {
  return (
    <div>
      <dt className="muted">{name}</dt>
      <dd className="strong right figures">{amountText(minor, currency)}</dd>
      <dd className="muted right figures">
        {t('folio.split.balance', {
          before: amountText(before, currency),
          after: amountText(after, currency),
        })}
      </dd>
    </div>
  )
}
