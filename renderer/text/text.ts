/** Words for people: a message of the catalogue in the page's language. */
import { createIntl, createIntlCache, type IntlShape } from '@formatjs/intl'
import type { ReactNode } from 'react'
import { english, type MessageId } from './catalogue.ts'
import { pseudoCatalogue } from './pseudo.ts'

/** `en-XA` is the pseudo-locale: English with accents and brackets, which shows every text that is in no catalogue. */
export const LOCALES = ['en-GB', 'en-XA'] as const
export type Locale = (typeof LOCALES)[number]

/** Whose plurals, dates and numbers a locale uses; the pseudo-locale's are English ones. */
const INTL_LOCALES: Readonly<Record<Locale, string>> = { 'en-GB': 'en-GB', 'en-XA': 'en-GB' }

type Values = Readonly<Record<string, string | number>>
type Part = ReactNode | ((chunks: ReactNode[]) => ReactNode)

const cache = createIntlCache()

function intlOf(locale: Locale): IntlShape<ReactNode> {
  const messages = locale === 'en-XA' ? pseudoCatalogue(english) : english
  return createIntl<ReactNode>({ locale: INTL_LOCALES[locale], messages, onError: fail }, cache)
}

function fail(error: Error): never {
  throw error
}

let current = { locale: 'en-GB' as Locale, intl: intlOf('en-GB') }

/** Before anything is shown: what is on the screen does not change by itself. */
export function speak(locale: Locale): void {
  current = { locale, intl: intlOf(locale) }
}

export function spokenLocale(): Locale {
  return current.locale
}

/** The locale for Intl; renderer/formats.ts is where it is used. */
export function intlLocale(): string {
  return INTL_LOCALES[current.locale]
}

export function isLocale(text: string | null): text is Locale {
  return LOCALES.some((locale) => locale === text)
}

/** `t('common.nights', { count: 3 })` -> `3 nights` */
export function t(id: MessageId, values?: Values): string {
  return current.intl.formatMessage({ id }, values) as string
}

/** A message with elements in it: `rich('sale.held', { b: (chunks) => <b>{chunks}</b> })` for `<b>…</b>` or `{name}`. */
export function rich(id: MessageId, values: Readonly<Record<string, Part>>): ReactNode {
  return current.intl.formatMessage({ id }, values as Record<string, ReactNode>)
}
