/** Journal rows about folios, in words. Pure. */
import { amountText } from '../formats.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { countOf, fixed, lengthOf, type Payload, textOf, type Words } from './payload-read.ts'

const METHODS: ReadonlySet<string> = new Set(['cash', 'card', 'bank', 'voucher'])

function methodOf(payload: Payload): string {
  const method = textOf(payload, 'method') ?? ''
  return METHODS.has(method) ? method : 'other'
}

/** Money that was taken stands negative on a folio; people read how much it was. */
const withAmount =
  (
    id: MessageId,
    more: (payload: Payload) => Readonly<Record<string, string | number>> = () => ({}),
  ): Words =>
  (payload, { currency }) => {
    const minor = countOf(payload, 'amountMinor')
    return minor === undefined
      ? undefined
      : t(id, { amount: amountText(Math.abs(minor), currency), ...more(payload) })
  }

const method = (payload: Payload) => ({ method: methodOf(payload) })

export const FOLIO_WORDS: Readonly<Record<string, Words>> = {
  'folios.open': fixed('journal.folio.open'),
  'folios.post': withAmount('journal.folio.post', (payload) => ({
    article: textOf(payload, 'article') ?? '',
    quantity: countOf(payload, 'quantity') ?? 1,
  })),
  'folios.postNights': (payload, { currency }) =>
    t('journal.folio.nights', {
      count: lengthOf(payload, 'postings'),
      amount: amountText(countOf(payload, 'amountMinor') ?? 0, currency),
    }),
  'folios.pay': (payload, naming) =>
    withAmount(payload.kind === 'deposit' ? 'journal.folio.deposit' : 'journal.folio.pay', method)(
      payload,
      naming,
    ),
  'folios.refund': withAmount('journal.folio.refund', method),
  'folios.reverse': withAmount('journal.folio.reverse'),
  'folios.split': (payload, naming) => {
    const part = countOf(payload, 'partMinor')
    if (part === undefined) return undefined
    return withAmount('journal.folio.split', () => ({ part: amountText(Math.abs(part), naming.currency) }))(
      payload,
      naming,
    )
  },
  'folios.transfer': withAmount('journal.folio.transfer', (payload) => ({
    count: lengthOf(payload, 'moved'),
  })),
  'folios.route': (payload) =>
    t('journal.folio.route', {
      ended: payload.folio === null ? 'yes' : 'no',
      count: lengthOf(payload, 'articles'),
    }),
  'folios.close': fixed('journal.folio.close'),
  'folios.reopen': fixed('journal.folio.reopen'),
  'folios.saveArticle': (payload) => {
    const [code, name] = [textOf(payload, 'code'), textOf(payload, 'name')]
    if (code === undefined || name === undefined) return undefined
    return t('journal.article', { code, name, isNew: payload.before === null ? 'yes' : 'no' })
  },
}
