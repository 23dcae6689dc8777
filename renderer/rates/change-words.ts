/** A past change of rates in words: what was typed is said with its plans and nights, all else as the journal says it. Pure. */
import { isIsoDate } from '../../shared/dates.ts'
import { rateChangeSchema } from '../../shared/rate-change.ts'
import { type JournalRow, journalWords } from '../journal/journal-words.ts'
import { type Naming, partsOf, textOf } from '../journal/payload-read.ts'
import { t } from '../text/text.ts'
import { changeWords, scopedWords } from './planned-words.ts'

export function rateChangeWords(row: JournalRow, naming: Naming): string {
  const blocks = partsOf(row.payload, row.command === 'rates.setCells' ? 'cells' : 'blocks').flatMap(
    (block) => {
      const [ratePlanId, roomTypeId] = [textOf(block, 'ratePlanId'), textOf(block, 'roomTypeId')]
      const [from, to] = [textOf(block, 'from') ?? '', textOf(block, 'to') ?? '']
      return ratePlanId !== undefined && roomTypeId !== undefined && isIsoDate(from) && isIsoDate(to)
        ? [{ ratePlanId, roomTypeId, from, to }]
        : []
    },
  )
  const what = whatWords(row, naming.currency)
  if (what === '' || blocks.length === 0) return journalWords(row, naming)
  return scopedWords(what, blocks, naming.names)
}

/** Empty for what has no words of its own here, or was written in a form that is not known today. */
function whatWords({ command, payload }: JournalRow, currency: string): string {
  if (command === 'rates.setCells') return t('rates.plan.exact')
  if (command !== 'rates.change') return ''
  const price = rateChangeSchema.safeParse(payload.price)
  const hasRestrictions = typeof payload.restrictions === 'object' && payload.restrictions !== null
  return changeWords(
    { price: price.success ? price.data : null, restrictions: hasRestrictions ? {} : null },
    currency,
  )
}
