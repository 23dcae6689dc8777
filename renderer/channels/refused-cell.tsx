/** Why the channel refuses the value of this cell, in its own words, and the way to send it once more. */
import { useQuery } from '@tanstack/react-query'
import type { ChannelState } from '../../shared/contract/channels.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import type { KnownSubject } from './channels-state.ts'
import { reasonText } from './lane-words.ts'
import { ResumeButton } from './resume-button.tsx'

export function RefusedCell({ channel, subject }: { channel: ChannelState; subject: KnownSubject }) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const query = useQuery(queries.channels.parked.queryOptions({ input: { channelId: channel.id } }))
  const { facet, roomTypeId, ratePlanId, date } = subject
  const parked = query.data?.parked.find(
    (each) =>
      each.facet === facet &&
      each.roomTypeId === roomTypeId &&
      each.ratePlanId === ratePlanId &&
      each.from <= date &&
      date < each.to,
  )
  if (parked === undefined) return null
  return (
    <div className="refused-cell" data-testid="refused-cell">
      <Mark tone="parked" />
      <span className="grow">
        {t('channels.told.refusedBecause', { at: clock.dayAndTime(parked.at), reason: reasonText(parked) })}
      </span>
      <ResumeButton channel={channel} />
    </div>
  )
}
