/** What makes an offer's price, line by line and night by night. Pure. */
import { t } from '../text/text.ts'
import type { Offer } from './offer-choice.ts'

type Night = Offer['nights'][number]
type Part = Night['parts'][number]

export interface BreakdownLine {
  /** Of the line among those of its offer. */
  readonly key: string
  readonly words: string
  /** Minor units by night, in the offer's order; null where the line is none of the night's. */
  readonly byNight: readonly (number | null)[]
  readonly totalMinor: number
}

/** Rooms of one origin are one line each, so that each line says where its price comes from; the lines sum to the offer's total. */
export function breakdownLines({ nights }: Offer): BreakdownLine[] {
  const lines = new Map<string, { words: string; byNight: (number | null)[] }>()
  for (const [index, night] of nights.entries())
    for (const part of night.parts) {
      const words = lineWords(part, night)
      const key = `${part.what} ${words}`
      const line = lines.get(key) ?? { words, byNight: nights.map(() => null) }
      line.byNight[index] = (line.byNight[index] ?? 0) + part.amountMinor
      lines.set(key, line)
    }
  return [...lines]
    .map(([key, line]) => ({
      key,
      ...line,
      totalMinor: line.byNight.reduce<number>((sum, minor) => sum + (minor ?? 0), 0),
    }))
    .toSorted((one, other) => orderOf(one.key) - orderOf(other.key))
}

const ORDER: readonly Part['what'][] = ['room', 'children', 'extraBeds', 'lengthOfStay', 'promotion', 'extra']
const orderOf = (key: string): number => ORDER.findIndex((what) => key.startsWith(`${what} `))

function lineWords({ what, name }: Part, { origin, originName }: Night): string {
  switch (what) {
    case 'room':
      return t('sale.why.room', { origin, name: originName })
    case 'children':
      return t('sale.why.children', { name })
    case 'extraBeds':
      return t('sale.why.extraBeds')
    case 'lengthOfStay':
      return t('sale.why.lengthOfStay')
    case 'promotion':
      return t('sale.why.promotion', { name })
    case 'extra':
      return t('sale.why.extra', { name })
  }
}
