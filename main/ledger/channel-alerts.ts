/** What somebody has to be told of a channel's messages: those that could not be applied, and those that came too late. */
import type { IngestOutcome } from '../../shared/snapshot.ts'
import type { Alerts } from './attention.ts'
import type { Channel } from './lanes/channel-rows.ts'

export function createChannelAlerts(alerts: Alerts) {
  return {
    /** The channel cancelled or changed a stay that has begun or ended. `at`: epoch ms. */
    alertBegun(
      at: number,
      channel: Channel,
      code: string,
      kind: 'channelCancelledInHouse' | 'channelChangedBegunStay',
    ): void {
      const detail =
        kind === 'channelCancelledInHouse'
          ? `${channel.name} cancelled a stay whose guest is in house. Speak with the guest and with the channel.`
          : `${channel.name} changed a stay that has ended. Compare it with the channel.`
      alerts.open({ kind, key: code, severity: 'danger', subject: code, detail }, at)
    },

    /** Opens what the outcome asks for, and closes what it settles. `at`: epoch ms. */
    raiseAlert(
      at: number,
      channel: Channel,
      channelRef: string,
      outcome: IngestOutcome,
      reason: string,
    ): void {
      const key = `${channel.publicId}|${channelRef}`
      const subject = `${channel.name} ${channelRef}`
      if (outcome === 'quarantined') {
        const detail = `${reason}. The booking is kept; map the room to a type.`
        alerts.open({ kind: 'unmappedBooking', key, severity: 'danger', subject, detail }, at)
      } else if (outcome === 'unreadable') {
        const detail = `The message could not be read: ${reason}. Look the booking up at the channel.`
        alerts.open({ kind: 'unreadableMessage', key, severity: 'danger', subject, detail }, at)
      } else if (outcome === 'applied') {
        alerts.close('unmappedBooking', key, at)
        alerts.close('unreadableMessage', key, at)
      }
    },
  }
}
