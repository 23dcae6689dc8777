/** What a night of the picture is, beside the night itself: shown while it is pointed at or has the keyboard. */
import { useHotel } from '../desk-context.tsx'
import { amountText, longDayText, percentText } from '../formats.ts'
import { t } from '../text/text.ts'
import type { DayFacts } from './day-facts.ts'
import { partialWords } from './layer-words.ts'
import { moveText } from './price-row.ts'

/** `Why` of a restriction that has no name of its own. */
function restrictionName(source: DayFacts['restrictedBy'][number]): string {
  const words = partialWords(source.restrictions)
  return source.name === '' ? words : t('seasons.day.restriction', { name: source.name, words })
}

/** The whole of it as one sentence, for those who hear the picture. */
export function dayWords(facts: DayFacts, occupancy: number | undefined, currency: string): string {
  const season = facts.seasons.find(({ wins }) => wins)
  return [
    longDayText(facts.date),
    facts.minor === null ? t('seasons.day.noPrice') : amountText(facts.minor, currency),
    season === undefined ? t('seasons.day.base') : season.name,
    ...facts.adjustments.map(({ name }) => name),
    ...facts.restrictedBy.map(restrictionName),
    ...(occupancy === undefined ? [] : [t('seasons.day.full', { percent: percentText(occupancy / 100) })]),
  ].join(', ')
}

export function DayCard({
  facts,
  occupancy,
  isDisputed,
  left,
}: {
  facts: DayFacts
  occupancy: number | undefined
  isDisputed: boolean
  /** Where the night lies, from 0 to 1 of the picture's width. */
  left: number
}) {
  const { hotel } = useHotel()
  const { currency } = hotel
  const isOnRight = left > 0.6
  return (
    <div
      className="season-card"
      data-testid="season-card"
      // The picture says the same to those who hear it.
      aria-hidden="true"
      style={isOnRight ? { right: `${(1 - left) * 100}%` } : { left: `${left * 100}%` }}
    >
      <p className="season-card-head">
        <b>{longDayText(facts.date)}</b>
        <b>{facts.minor === null ? t('seasons.day.noPrice') : amountText(facts.minor, currency)}</b>
      </p>
      {facts.seasons.length === 0 && <p>{t('seasons.day.base')}</p>}
      {facts.seasons.map(({ name, precedence, wins }) => (
        <p key={`${precedence} ${name}`} className={wins ? undefined : 'is-beaten'}>
          <span className="season-card-rank">{precedence}</span> {name}
        </p>
      ))}
      {isDisputed && <p className="season-card-dispute">{t('seasons.day.disputed')}</p>}
      {facts.adjustments.map(({ name, change }) => (
        <p key={name}>
          {name} <span className="season-card-second">{moveText(change, currency)}</span>
        </p>
      ))}
      {facts.restrictedBy.map((source) => (
        <p key={`${source.what} ${source.name}`}>{restrictionName(source)}</p>
      ))}
      {occupancy !== undefined && (
        <p className="season-card-second">
          {t('seasons.day.full', { percent: percentText(occupancy / 100) })}
        </p>
      )}
    </div>
  )
}
