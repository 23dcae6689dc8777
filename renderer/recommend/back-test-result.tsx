/** What the replay came to, in a sentence first: more, less, or too little to say; then by week and in figures. */
import { FEWEST_NIGHTS } from '../../shared/rates/recommend/comparable.ts'
import {
  dayText,
  longDayText,
  roundAmountText,
  roundSignedText,
  signedDecimalText,
  wholeText,
} from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { BackTestChart } from './back-test-chart.tsx'
import { type BackTest, type BackTestSums, backTestSums } from './back-test-sums.ts'
import { percentOf } from './percent.ts'

export function BackTestResult({ test, isOld }: { test: BackTest; isOld: boolean }) {
  const sums = backTestSums(test)
  const { verdict } = sums
  if (verdict === 'no_nights') return <p className="notice-empty">{t('backTest.noNights')}</p>
  return (
    <div className={`back-test-result${isOld ? ' is-old' : ''}`} aria-busy={isOld}>
      <Verdict test={test} sums={sums} />
      {verdict !== 'too_little' && (
        <div className="back-test-columns">
          <section className="back-test-weeks" aria-label={t('backTest.chart')}>
            <h2>
              {t('backTest.chart')} <span className="muted">{t('backTest.chart.line')}</span>
            </h2>
            <BackTestChart weeks={sums.weeks} currency={test.currency} />
            <WeekTable test={test} sums={sums} />
          </section>
          <Figures test={test} sums={sums} />
        </div>
      )}
      <p className="second muted back-test-about">{t('backTest.about')}</p>
    </div>
  )
}

function Verdict({ test, sums }: { test: BackTest; sums: BackTestSums }) {
  const { currency, chargedMinor, tooLittleHistory } = test
  const { verdict, differenceMinor, lowMinor, highMinor, isUnsure, saysLittle } = sums
  if (verdict === 'too_little')
    return (
      <div className="back-test-verdict is-unknown" data-testid="back-test-verdict">
        <Mark tone="unknown" />
        <div>
          <strong>{t('backTest.tooLittle')}</strong>
          <p>{t('backTest.tooLittleDetail', { count: tooLittleHistory, fewest: FEWEST_NIGHTS })}</p>
        </div>
      </div>
    )
  if (verdict === 'no_nights') return null
  const range = { low: roundSignedText(lowMinor, currency), high: roundSignedText(highMinor, currency) }
  return (
    <div
      className={`back-test-verdict is-${verdict === 'more' && isUnsure ? 'unsure' : verdict}`}
      data-testid="back-test-verdict"
    >
      <Mark tone={verdict === 'less' ? 'danger' : verdict === 'more' && !isUnsure ? 'ok' : 'unknown'} />
      <div>
        <strong>
          {t(`backTest.earned.${verdict}`, {
            amount: roundAmountText(Math.abs(differenceMinor), currency),
            currency,
            percent: signedDecimalText(percentOf(differenceMinor, chargedMinor)),
            charged: roundAmountText(chargedMinor, currency),
          })}
        </strong>
        <p>{t(isUnsure ? 'backTest.range.unsure' : 'backTest.range.sure', range)}</p>
        {saysLittle && <p className="warning-text">{t('backTest.mostlyTooLittle')}</p>}
      </div>
    </div>
  )
}

function Figures({ test, sums }: { test: BackTest; sums: BackTestSums }) {
  const { currency, chargedMinor, replayed } = test
  const { differenceMinor, lowMinor, highMinor, weeks, weeksBetter, worst } = sums
  const share = (minor: number) =>
    t('recommend.percent', { percent: signedDecimalText(percentOf(minor, chargedMinor)) })
  const tone = differenceMinor < 0 ? 'is-less' : differenceMinor > 0 ? 'is-more' : undefined
  type Fact = readonly [name: string, value: string, look?: string | undefined]
  const worstWeek = roundSignedText(worst?.differenceMinor ?? 0, currency)
  const facts: readonly Fact[] = [
    [t('backTest.charged'), roundAmountText(chargedMinor, currency)],
    [t('backTest.replayed'), roundAmountText(replayed.mid, currency)],
    [t('backTest.difference'), roundSignedText(differenceMinor, currency), tone],
    [t('backTest.percent'), share(differenceMinor), tone],
    [t('backTest.percentRange'), t('parity.span', { least: share(lowMinor), most: share(highMinor) })],
    [t('backTest.weeksBetter'), t('backTest.weeksOf', { better: weeksBetter, all: weeks.length })],
    [t('backTest.worst'), worstWeek],
    [t('backTest.nights'), wholeText(test.nights)],
    [t('backTest.nightsTooLittle'), wholeText(test.tooLittleHistory)],
    [t('backTest.floor'), wholeText(test.nightsAtFloor)],
    [t('backTest.ceiling'), wholeText(test.nightsAtCeiling)],
  ]
  return (
    <section className="back-test-figures" aria-label={t('backTest.figures', { currency })}>
      <h2>{t('backTest.figures', { currency })}</h2>
      <dl>
        {facts.map(([name, value, look]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={look}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The chart's numbers for who does not see it. */
function WeekTable({ test: { currency }, sums: { weeks } }: { test: BackTest; sums: BackTestSums }) {
  return (
    <div className="spoken-only">
      <table aria-label={t('backTest.table')} data-testid="back-test-weeks">
        <thead>
          <tr>
            <th>{t('backTest.week')}</th>
            <th>{t('backTest.charged')}</th>
            <th>{t('backTest.replayed')}</th>
            <th>{t('backTest.difference')}</th>
            <th>{t('backTest.sum')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, at) => (
            <tr key={week.from}>
              <td>{at === 0 ? longDayText(week.from) : dayText(week.from)}</td>
              <td>{roundAmountText(week.chargedMinor, currency)}</td>
              <td>{roundAmountText(week.replayedMinor, currency)}</td>
              <td>{roundSignedText(week.differenceMinor, currency)}</td>
              <td>{roundSignedText(week.sumMinor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
