/** The steps of a recommended price in words, each with the numbers that it rests on. Pure. */
import type { IsoDate } from '../../shared/dates.ts'
import type { RecommendationStep } from '../../shared/rates/recommend/step.ts'
import {
  decimalText,
  listText,
  shortAmountText,
  signedDecimalText,
  weekdayText,
  wholeText,
} from '../formats.ts'
import { t } from '../text/text.ts'

const usual = (rooms: number) => decimalText(rooms)
/** Two decimals at most, as the step has them. */
const plain = (value: number) => String(value).replace('-', '−')

function wayOf(index: number): { way: 'more' | 'less' | 'same'; size: string } {
  const percent = (index - 1) * 100
  return {
    way: percent >= 0.5 ? 'more' : percent <= -0.5 ? 'less' : 'same',
    size: wholeText(Math.abs(percent)),
  }
}

/** Why the price is another one, in a few words for the list: `13 sold, 9.8 usual 27 days out`. */
export function reasonText(step: RecommendationStep | null, date: IsoDate): string {
  switch (step?.what) {
    case 'weekday':
    case 'season': {
      const { index, nights } = step.evidence
      return t(`recommend.reason.${step.what}`, { ...wayOf(index), weekday: weekdayText(date), nights })
    }
    case 'pace': {
      const { sold, expected, daysOut } = step.evidence
      return t('recommend.reason.pace', { sold, usual: usual(expected), days: daysOut })
    }
    case 'event': {
      const { name, percent } = step.evidence
      return t('recommend.reason.event', { name, percent: signedDecimalText(percent) })
    }
    case 'capacity': {
      const { roomsLeft, usualLeft } = step.evidence
      return t('recommend.reason.capacity', { left: roomsLeft, usual: usual(usualLeft) })
    }
    default:
      return t('recommend.reason.none')
  }
}

export function stepName(step: RecommendationStep): string {
  switch (step.what) {
    case 'median':
      return t(`recommend.step.median.${step.evidence.sample}`)
    case 'pace': {
      const { sold, expected } = step.evidence
      if (step.deltaMinor === 0) return t('recommend.step.pace.as')
      return t(sold > expected ? 'recommend.step.pace.ahead' : 'recommend.step.pace.behind')
    }
    case 'event':
      return t('recommend.step.event', { name: step.evidence.name })
    case 'step':
      return t('recommend.step.step', { percent: plain(step.evidence.percent) })
    case 'bounds':
      return t(step.deltaMinor > 0 ? 'recommend.step.bounds.floor' : 'recommend.step.bounds.ceiling')
    default:
      return t(`recommend.step.${step.what}`)
  }
}

export function evidenceText(step: RecommendationStep, currency: string): string {
  const amount = (minor: number) => shortAmountText(minor, currency)
  switch (step.what) {
    case 'median': {
      const { years, rooms, nights } = step.evidence
      const each = years.map(({ year, medianMinor }) =>
        t('recommend.evidence.year', { year: String(year), amount: amount(medianMinor) }),
      )
      return t('recommend.evidence.median', { years: listText(each), rooms, nights })
    }
    case 'weekday':
    case 'season':
      return t('recommend.evidence.index', {
        index: plain(step.evidence.index),
        nights: step.evidence.nights,
      })
    case 'pace': {
      const { sold, expected, daysOut, low, high } = step.evidence
      return t('recommend.evidence.pace', {
        sold,
        usual: usual(expected),
        days: daysOut,
        low: usual(low),
        high: usual(high),
      })
    }
    case 'event': {
      const { percent, pastNights } = step.evidence
      const words = pastNights === 0 ? 'recommend.evidence.eventOwn' : 'recommend.evidence.eventPast'
      return t(words, { percent: signedDecimalText(percent), nights: pastNights })
    }
    case 'capacity': {
      const { roomsLeft, usualLeft, usualFromHere } = step.evidence
      return t('recommend.evidence.capacity', {
        left: roomsLeft,
        usualLeft: usual(usualLeft),
        asked: usual(usualFromHere),
      })
    }
    case 'step': {
      const { currentMinor, limitMinor } = step.evidence
      return t('recommend.evidence.step', { current: amount(currentMinor), limit: amount(limitMinor) })
    }
    case 'bounds':
      return boundsText(step.evidence, currency)
    case 'rounding': {
      const { rounding, roundToMinor } = step.evidence
      return t('recommend.evidence.rounding', { rounding, amount: amount(roundToMinor) })
    }
  }
}

/** `floor 95, ceiling 250` */
export function boundsText(
  { floorMinor, ceilingMinor }: { floorMinor: number | null; ceilingMinor: number | null },
  currency: string,
): string {
  const floor =
    floorMinor === null
      ? t('recommend.evidence.noFloor')
      : t('recommend.evidence.floor', { amount: shortAmountText(floorMinor, currency) })
  const ceiling =
    ceilingMinor === null
      ? t('recommend.evidence.noCeiling')
      : t('recommend.evidence.ceiling', { amount: shortAmountText(ceilingMinor, currency) })
  return t('recommend.evidence.bounds', { floor, ceiling })
}
