/** Three numbers of tonight: how full, at what price, and what each room brings; with fourteen days and the year before. */
import type { ReactNode } from 'react'
import { addDays } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { amountText, decimalText, longDayText, percentText, signedText } from '../formats.ts'
import { rich, t } from '../text/text.ts'
import type { ChartValue } from './chart-values.ts'
import { DayChart } from './day-chart.tsx'
import { type DayNumbers, dayNumbers, difference } from './day-numbers.ts'

type Board = Answers['board']['day']

/** The same weekday of the year before. */
const YEAR_OF_WEEKS = 364
const bold = (words: ReactNode[]) => <b key="b">{words}</b>

export function KpiRow({ board }: { board: Board }) {
  const days = board.days.map(dayNumbers)
  const today = days.find((day) => day.date === board.businessDate)
  const before = board.yearBefore === null ? undefined : dayNumbers(board.yearBefore)
  const money = (minor: number | null | undefined) =>
    minor == null ? '–' : amountText(minor, board.currency)
  const amounts = (of: (day: DayNumbers) => number | null): ChartValue[] =>
    days.map((day) => ({ date: day.date, value: of(day), words: money(of(day)) }))
  return (
    <div className="kpis">
      <Kpi
        what={t('board.occupancy')}
        value={decimalText((today?.occupancy ?? 0) * 100)}
        unit={t('board.percent')}
        note={today === undefined ? '' : <SoldNote day={today} />}
        testId="kpi-occupancy"
      >
        <DayChart
          kind="bars"
          what={t('board.occupancy')}
          values={days.map((day) => ({
            date: day.date,
            value: day.occupancy,
            words: percentText(day.occupancy),
          }))}
          businessDate={board.businessDate}
        />
      </Kpi>
      <Kpi
        what={t('board.adr')}
        value={money(today?.adrMinor)}
        unit={board.currency}
        note={
          <Comparison
            board={board}
            minor={difference(today?.adrMinor, before?.adrMinor)}
            isNoneSold={today?.sold === 0}
          />
        }
        testId="kpi-adr"
      >
        <DayChart
          kind="line"
          what={t('board.adr')}
          values={amounts((day) => day.adrMinor)}
          businessDate={board.businessDate}
        />
      </Kpi>
      <Kpi
        what={t('board.revpar')}
        value={money(today?.revparMinor)}
        unit={board.currency}
        note={
          <Comparison
            board={board}
            minor={difference(today?.revparMinor, before?.revparMinor)}
            isNoneSold={false}
          />
        }
        testId="kpi-revpar"
      >
        <DayChart
          kind="line"
          what={t('board.revpar')}
          values={amounts((day) => day.revparMinor)}
          businessDate={board.businessDate}
        />
      </Kpi>
    </div>
  )
}

function SoldNote({ day: { sold, rooms } }: { day: DayNumbers }) {
  return sold > rooms
    ? rich('board.occupancy.over', {
        b: bold,
        sold: String(sold),
        rooms: String(rooms),
        over: String(sold - rooms),
      })
    : rich('board.occupancy.of', {
        b: bold,
        sold: String(sold),
        rooms: String(rooms),
        free: String(rooms - sold),
      })
}

function Comparison({
  board,
  minor,
  isNoneSold,
}: {
  board: Board
  minor: number | null
  isNoneSold: boolean
}) {
  const date = longDayText(addDays(board.businessDate, -YEAR_OF_WEEKS))
  if (isNoneSold) return t('board.noneSold')
  if (minor === null) return t('board.noCompare')
  return rich('board.compare', {
    b: bold,
    difference: signedText(minor, board.currency),
    date,
  })
}

function Kpi({
  what,
  value,
  unit,
  note,
  testId,
  children,
}: {
  what: string
  value: string
  unit: string
  note: ReactNode
  testId: string
  children: ReactNode
}) {
  return (
    <section className="panel kpi" aria-label={what}>
      <div className="kpi-words">
        <span className="second muted">{what}</span>
        <span className="kpi-number" data-testid={testId}>
          {value} <small>{unit}</small>
        </span>
        <span className="second muted kpi-note">{note}</span>
      </div>
      {children}
    </section>
  )
}
