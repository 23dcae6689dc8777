/** Why so many rooms of a type are left on a night: everything that makes the number, and what each channel is told. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Reason } from '../../shared/contract/inventory.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { useBookState } from '../book/book-state.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { dayText } from '../formats.ts'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { LastChange, WhyDialog } from './why-dialog.tsx'
import { countText, reasonKey, reasonWords } from './why-words.ts'

export function WhyLeft({ roomTypeId, date }: { roomTypeId: string; date: IsoDate }) {
  const { queries } = useDesk()
  const { names } = useHotel()
  const query = useQuery(queries.inventory.why.queryOptions({ input: { roomTypeId, date } }))
  return (
    <WhyDialog title={t('why.left.title', { type: names.roomType(roomTypeId), day: dayText(date) })}>
      <QueryView query={query}>
        {({ reasons, left, changed, channels }) => (
          <>
            <table className="table is-dense why-sum" aria-label={t('why.left.sum')}>
              <tbody>
                {reasons.map((reason) => (
                  <tr key={reasonKey(reason)} data-testid={`reason-${reason.what}`}>
                    <td>
                      <ReasonLine reason={reason} />
                    </td>
                    <td className="right">{countText(reason.rooms, reason.what !== 'total')}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{t('why.left')}</th>
                  <td className={`right strong${left < 0 ? ' danger-text' : ''}`} data-testid="why-left">
                    {countText(left, false)}
                  </td>
                </tr>
              </tfoot>
            </table>
            <LastChange changed={changed} never={t('why.left.never')} />
            {channels.length > 0 && <ToldChannels channels={channels} left={left} />}
          </>
        )}
      </QueryView>
    </WhyDialog>
  )
}

function ReasonLine({ reason }: { reason: Reason }) {
  const { names, clock } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const openReservation = useDeskState((state) => state.openReservation)
  const show = useDeskState((state) => state.show)
  const inBook = useBookState()
  const words = reasonWords(reason, names, clock)
  function goTo(place: () => void) {
    return () => {
      close()
      place()
    }
  }
  function toBook(view: 'holds' | 'groups', id: string) {
    return goTo(() => {
      inBook.show(view)
      inBook.choose(view, id)
      show('book')
    })
  }
  switch (reason.what) {
    case 'stay':
      return <WhyLink onOpen={goTo(() => openReservation(reason.reservationId))}>{words}</WhyLink>
    case 'hold':
      return <WhyLink onOpen={toBook('holds', reason.holdId)}>{words}</WhyLink>
    case 'allotment':
      return <WhyLink onOpen={toBook('groups', reason.groupId)}>{words}</WhyLink>
    default:
      return words
  }
}

function WhyLink({ onOpen, children }: { onOpen: () => void; children: ReactNode }) {
  return (
    <button type="button" className="plain-link is-text" onClick={onOpen}>
      {children}
    </button>
  )
}

function ToldChannels({
  channels,
  left,
}: {
  channels: Answers['inventory']['why']['channels']
  left: number
}) {
  return (
    <section>
      <h3>{t('why.channels')}</h3>
      <table className="table is-dense told-channels" aria-label={t('why.channels')}>
        <tbody>
          {channels.map(({ channelId, name, buffer, cap, mapped, desired }) => (
            <tr key={channelId} data-testid={`told-${name}`}>
              <td>{name}</td>
              <td className="muted">
                {mapped
                  ? t('why.channel.how', { left: Math.max(0, left), buffer, cap: cap ?? -1 })
                  : t('why.channel.unmapped')}
              </td>
              <td className="right strong">{countText(desired, false)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
