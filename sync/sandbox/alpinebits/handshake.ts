/** The handshake: what both sides can do, in the portal's warning. */
import { z } from 'zod'
import { descendant, type XmlElement } from '../../channels/xml/xml-tree.ts'
import { element, type Markup } from '../../channels/xml/xml-writer.ts'
import { MessageRefused } from './answers.ts'

const VERSION = '2024-10'

/** Actions and capabilities of a portal that can do all that is known here. */
export const EVERYTHING: readonly string[] = [
  'action_OTA_Ping',
  'action_OTA_HotelInvCountNotif',
  'OTA_HotelInvCountNotif_accept_categories',
  'OTA_HotelInvCountNotif_accept_deltas',
  'OTA_HotelInvCountNotif_accept_complete_set',
  'action_OTA_HotelRatePlanNotif_RatePlans',
  'OTA_HotelRatePlanNotif_accept_overlay',
  'OTA_HotelRatePlanNotif_accept_RatePlan_RoomType_BookingRule',
  'OTA_HotelRatePlanNotif_accept_ArrivalDOW',
  'OTA_HotelRatePlanNotif_accept_DepartureDOW',
  'action_OTA_Read',
]

const handshakeSchema = z.object({
  versions: z.array(
    z.object({
      version: z.string(),
      actions: z.array(z.object({ action: z.string(), supports: z.array(z.string()).optional() })).optional(),
    }),
  ),
})

/** The warning with the intersection, and the client's own data. @throws MessageRefused */
export function agreementOf(message: XmlElement, capabilities: readonly string[]): Markup[] {
  const data = descendant(message, 'EchoData')?.text ?? ''
  const told = handshakeSchema.safeParse(parseJson(data))
  if (!told.success) throw new MessageRefused('320', 'EchoData is no handshake')
  const versions = told.data.versions
    .filter(({ version }) => version === VERSION)
    .map(({ version, actions = [] }) => ({
      version,
      actions: actions
        .filter(({ action }) => capabilities.includes(action))
        .map(({ action, supports = [] }) => {
          const both = supports.filter((each) => capabilities.includes(each))
          return both.length === 0 ? { action } : { action, supports: both }
        }),
    }))
  const agreed = element(
    'Warning',
    { Type: '11', Status: 'ALPINEBITS_HANDSHAKE' },
    JSON.stringify({ versions }),
  )
  return [element('Warnings', {}, agreed), element('EchoData', {}, data)]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
