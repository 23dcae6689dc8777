/** Sells rooms: a walk-in from the business date, booked and checked in with Enter, or a reservation for any dates. */
import { useLayoutEffect, useState } from 'react'
import { useHotel, useNow } from '../desk-context.tsx'
import { type Dialog, useDeskState } from '../desk-state.ts'
import { longDayText } from '../formats.ts'
import { KeyHint } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { t } from '../text/text.ts'
import { useSaleDraft } from './draft-state.ts'
import { isFilled, isForNow, newSale } from './sale-draft.ts'
import { SaleForm } from './sale-form.tsx'

const CLOCK_MS = 10_000

export function SaleDialog({ dialog }: { dialog: Extract<Dialog, { kind: 'sale' }> }) {
  const { hotel } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const sale = useSaleDraft((state) => state.sale)
  const begin = useSaleDraft((state) => state.begin)
  const drop = useSaleDraft((state) => state.drop)
  const [isAsked, setAsked] = useState(false)
  // A draft that is there already was being typed when the page had to be drawn anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once, when it opens
  useLayoutEffect(() => {
    if (useSaleDraft.getState().sale !== null) return
    const { arrival, roomId, isBooking = false, nights = 1 } = dialog
    begin(
      newSale({
        isWalkIn: !isBooking && (arrival === null || arrival === hotel.businessDate),
        arrival: arrival ?? hotel.businessDate,
        nights,
        roomId,
      }),
    )
  }, [])
  if (sale === null) return null
  function done() {
    drop()
    close()
  }
  function tryClose() {
    if (isAsked) setAsked(false)
    else if (sale !== null && isFilled(sale)) setAsked(true)
    else done()
  }
  return (
    <OverScreen
      onClose={tryClose}
      size={1136}
      padding={0}
      className="sale-dialog"
      title={<SaleTitle isNow={isForNow(sale)} />}
    >
      <SaleForm sale={sale} isAsked={isAsked} onKeep={() => setAsked(false)} onDone={done} />
    </OverScreen>
  )
}

function SaleTitle({ isNow }: { isNow: boolean }) {
  const { hotel, clock } = useHotel()
  const now = useNow(CLOCK_MS)
  return (
    <span className="dialog-title">
      {t(isNow ? 'sale.walkIn' : 'sale.newReservation')}
      <span className="muted second">
        {isNow
          ? t('sale.now', { day: longDayText(hotel.businessDate), time: clock.time(now) })
          : longDayText(hotel.businessDate)}
      </span>
      <span className="grow" />
      <KeyHint keys={['Esc']}>{t('sale.closeKeeps')}</KeyHint>
    </span>
  )
}
