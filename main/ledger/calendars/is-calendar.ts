/** Which channels are calendars: nothing is sent to them, and commands of channels know nothing of them. */
import { CHANNEL_KINDS, type ChannelKind } from '../../../shared/channel-kinds/kinds.ts'

export const isCalendar = ({ kind }: { readonly kind: ChannelKind }): boolean =>
  CHANNEL_KINDS[kind].isCalendar === true
