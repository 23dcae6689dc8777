/** Other stays change rooms so that one gets a room of its type for all its nights: who moves where, and Enter does it; or why there is no way. */
import { useQuery } from '@tanstack/react-query'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import type { StaySubject } from '../desk-state.ts'
import { failureOf } from '../failure.ts'
import { dayText, stayDatesText } from '../formats.ts'
import { t } from '../text/text.ts'
import { DialogForm } from './dialog-form.tsx'
import { StayTitle } from './stay-line.tsx'
import { plainFailure, useStayWork } from './stay-work.tsx'

type Plan = Answers['rooms']['planRepack']
type Moves = Extract<Plan, { outcome: 'solved' }>['moves']
type Impossible = Extract<Plan, { outcome: 'impossible' }>

export function RepackDialog({ stay: shown }: { stay: StaySubject }) {
  const { queries, calls } = useDesk()
  const { names } = useHotel()
  const work = useStayWork(shown)
  const { stay, seen } = work
  const { stayId } = stay
  const query = useQuery(queries.rooms.planRepack.queryOptions({ input: { stayId } }))
  const repack = useCommand(calls.rooms.repack)
  const plan = query.data
  const moves = plan?.outcome === 'solved' ? plan.moves : []
  const own = moves.find((move) => move.stayId === stayId)
  async function submit() {
    const answer = await repack.send({
      moves: moves.map((move) => ({
        stayId: move.stayId,
        fromRoomId: move.fromRoomId,
        toRoomId: move.toRoomId,
      })),
    })
    if (answer === undefined || own === undefined) return
    const room = names.room(own.toRoomId)
    await work.finish(t('stays.repack.done', { name: stay.guestName, room, count: moves.length - 1 }))
  }
  return (
    <DialogForm
      title={
        <StayTitle words={t('stays.repack.title', { name: stay.guestName })} stay={stay} code={seen?.code} />
      }
      size={640}
      action={moves.length === 0 ? t('stays.repack.none') : t('stays.repack.do', { count: moves.length })}
      canSubmit={moves.length > 0}
      isSending={repack.isSending}
      failure={plainFailure(repack) ?? (query.isError ? failureOf(query.error) : null)}
      onSubmit={submit}
    >
      {plan === undefined && !query.isError && (
        <p className="muted is-loading" role="status">
          {t('stays.repack.searching')}
        </p>
      )}
      {moves.length > 0 && <MoveTable moves={moves} />}
      {plan?.outcome === 'impossible' && <NoWay plan={plan} />}
      {plan?.outcome === 'notFound' && <p className="warning-text">{t('stays.repack.notFound')}</p>}
    </DialogForm>
  )
}

function MoveTable({ moves }: { moves: Moves }) {
  const { names } = useHotel()
  return (
    <>
      <p className="muted second">{t('stays.repack.text')}</p>
      <table className="table is-dense" aria-label={t('stays.repack.moves')} data-testid="repack-moves">
        <colgroup>
          <col style={{ width: '46%' }} />
          <col style={{ width: '26%' }} />
          <col span={2} />
        </colgroup>
        <thead>
          <tr>
            <th>{t('stays.repack.guest')}</th>
            <th>{t('stays.repack.nights')}</th>
            <th>{t('stays.repack.from')}</th>
            <th>{t('stays.repack.to')}</th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <tr key={move.stayId}>
              <td>
                {move.guestName} <span className="muted">{move.code}</span>
              </td>
              <td>{stayDatesText(move.arrival, move.departure)}</td>
              <td className="figures">
                {move.fromRoomId === null ? (
                  <span className="muted">{t('stays.repack.noRoom')}</span>
                ) : (
                  names.room(move.fromRoomId)
                )}
              </td>
              <td className="figures strong">{names.room(move.toRoomId)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** The night that has no way, and by name what stands there. */
function NoWay({ plan }: { plan: Impossible }) {
  const { queries } = useDesk()
  const { names } = useHotel()
  const night = plan.night as IsoDate
  const { data } = useQuery(
    queries.stays.tapeChart.queryOptions({ input: { from: night, to: addDays(night, 1) } }),
  )
  const pinned = data?.bars.filter(({ stayId }) => plan.pinnedStayIds.includes(stayId)) ?? []
  const blocks = data?.blocks.filter(({ blockId }) => plan.blockIds.includes(blockId)) ?? []
  return (
    <div data-testid="repack-impossible">
      <p className="warning-text">{t('stays.repack.impossible', { day: dayText(night) })}</p>
      <ul>
        {pinned.map(({ stayId, guestName, roomId }) => (
          <li key={stayId}>
            {roomId === null
              ? t('stays.repack.pinnedNoRoom', { guest: guestName })
              : t('stays.repack.pinned', { guest: guestName, room: names.room(roomId) })}
          </li>
        ))}
        {blocks.map(({ blockId, roomId, reason }) => (
          <li key={blockId}>{t('stays.repack.blocked', { room: names.room(roomId), reason })}</li>
        ))}
      </ul>
    </div>
  )
}
