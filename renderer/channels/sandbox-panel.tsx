/** The demo's sandbox: the stock it would still sell, and a button that makes it sell as a guest on its site would. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { addDays, type IsoDate, isIsoDate, nightsOf } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { DayHeadings } from './day-headings.tsx'

const DAYS = 8
/** The sandbox's own stock changes without a commit here, as a real channel's would. */
const LOOK_AGAIN_MS = 1_000
const MOST_NIGHTS = 30

type Stock = Answers['sandbox']['state']['stock']

export function SandboxPanel() {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const range = { from: hotel.calendarDate, to: addDays(hotel.calendarDate, DAYS) }
  const query = useQuery(queries.sandbox.state.queryOptions({ input: range, refetchInterval: LOOK_AGAIN_MS }))
  return (
    <section aria-label={t('channels.sandbox')} data-testid="sandbox">
      <h2 className="panel-title">
        {t('channels.sandbox')} <span className="muted second">{t('channels.sandbox.what')}</span>
      </h2>
      <div className="sandbox">
        <QueryView query={query}>
          {(data) => (
            <>
              <StockTable stock={data.stock} dates={nightsOf(range)} />
              {data.faults.length > 0 && (
                <p className="warning-text second">
                  {t('channels.sandbox.faults', { faults: data.faults.join(', ') })}
                </p>
              )}
            </>
          )}
        </QueryView>
        <SandboxSale />
      </div>
    </section>
  )
}

function StockTable({ stock, dates }: { stock: Stock; dates: readonly IsoDate[] }) {
  const { hotel } = useHotel()
  const rooms = new Map(stock.map((entry) => [`${entry.roomTypeId} ${entry.date}`, entry.roomsToSell]))
  return (
    <table className="sandbox-stock" aria-label={t('channels.sandbox.stock')}>
      <thead>
        <tr>
          <th>{t('channels.column.type')}</th>
          <DayHeadings dates={dates} />
        </tr>
      </thead>
      <tbody>
        {hotel.roomTypes.map((type) => (
          <tr key={type.id}>
            <td title={type.name}>{type.name}</td>
            {dates.map((date) => (
              <td key={date} data-testid={`stock-${type.code}-${date}`}>
                {rooms.get(`${type.id} ${date}`) ?? '–'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SandboxSale() {
  const { calls, cache, queries } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const forTwo = hotel.roomTypes.find((type) => type.maxOccupancy >= 2) ?? hotel.roomTypes[0]
  const [roomTypeId, setRoomTypeId] = useState(forTwo?.id ?? null)
  const [chosen, setChosen] = useState<IsoDate | null>(null)
  const [nights, setNights] = useState(1)
  const sell = useCommand(calls.sandbox.sell)
  const arrival = chosen ?? hotel.calendarDate
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (roomTypeId === null || isAway) return
    const departure = addDays(arrival, nights)
    const answer = await sell.send({ roomTypeId, arrival, departure })
    await cache.invalidateQueries({ queryKey: queries.sandbox.key() })
    if (answer === undefined) return
    notify(
      'done',
      t('channels.sandbox.sold', { type: names.roomType(roomTypeId), nights, ref: answer.channelRef }),
    )
  }
  return (
    <form className="dialog-body" onSubmit={(event) => void submit(event)}>
      <div className="sandbox-fields">
        <Select
          label={t('channels.column.type')}
          data={hotel.roomTypes.map((type) => ({ value: type.id, label: type.name }))}
          value={roomTypeId}
          onChange={setRoomTypeId}
          allowDeselect={false}
        />
        <TextInput
          label={t('channels.sandbox.arrival')}
          type="date"
          value={arrival}
          onChange={({ currentTarget: { value } }) => {
            if (isIsoDate(value)) setChosen(value)
          }}
        />
        <NumberInput
          label={t('channels.sandbox.nights')}
          min={1}
          max={MOST_NIGHTS}
          allowDecimal={false}
          value={nights}
          onChange={(value) => setNights(Math.min(Math.max(Math.trunc(Number(value)) || 1, 1), MOST_NIGHTS))}
        />
      </div>
      <FailureAlert failure={sell.failure} />
      <Button type="submit" variant="default" disabled={isAway} loading={sell.isSending}>
        {t('channels.sandbox.sell')}
      </Button>
    </form>
  )
}
