/** What client and server have agreed on (chapter 3, Handshaking): asked for once a connection, and again when the server wants it. */
import { z } from 'zod'
import type { Facet } from '../../../shared/cells.ts'
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import { type ChannelContext, ChannelFailure, HttpFailure } from '../../engine/ports.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { element } from '../xml/xml-writer.ts'
import { failureOf, problemOfConnection, unreachable } from './meaning.ts'
import { type Notice, PROTOCOL_VERSION, readAnswer, writeMessage } from './message.ts'
import { post } from './request.ts'

export interface Session {
  /** Actions and capabilities that both sides have. */
  readonly agreed: ReadonlySet<string>
  /** What the server asked for in answers that have no room to say so. */
  readonly asked: Set<Facet>
}

export const CAPABILITIES = {
  freeRooms: 'action_OTA_HotelInvCountNotif',
  categories: 'OTA_HotelInvCountNotif_accept_categories',
  deltas: 'OTA_HotelInvCountNotif_accept_deltas',
  completeSets: 'OTA_HotelInvCountNotif_accept_complete_set',
  ratePlans: 'action_OTA_HotelRatePlanNotif_RatePlans',
  overlay: 'OTA_HotelRatePlanNotif_accept_overlay',
  roomTypeRules: 'OTA_HotelRatePlanNotif_accept_RatePlan_RoomType_BookingRule',
  arrivalDays: 'OTA_HotelRatePlanNotif_accept_ArrivalDOW',
  departureDays: 'OTA_HotelRatePlanNotif_accept_DepartureDOW',
  read: 'action_OTA_Read',
} as const

const OURS = {
  versions: [
    {
      version: PROTOCOL_VERSION,
      actions: [
        { action: 'action_OTA_Ping' },
        {
          action: CAPABILITIES.freeRooms,
          supports: [CAPABILITIES.categories, CAPABILITIES.deltas, CAPABILITIES.completeSets],
        },
        {
          action: CAPABILITIES.ratePlans,
          supports: [
            CAPABILITIES.overlay,
            CAPABILITIES.roomTypeRules,
            CAPABILITIES.arrivalDays,
            CAPABILITIES.departureDays,
          ],
        },
        { action: CAPABILITIES.read },
      ],
    },
  ],
}

const agreementSchema = z.object({
  versions: z.array(
    z.object({
      version: z.string(),
      actions: z
        .array(z.object({ action: z.string(), supports: z.array(z.string()).default([]) }))
        .default([]),
    }),
  ),
})

/** "The client should update capabilities periodically." */
const LONGEST_AGE_MS = 24 * 3_600_000

interface Known {
  readonly key: string
  readonly at: number
  readonly session: Session
}

/** By channel; a connection with other settings is another one. */
const known = new Map<string, Known>()

/** @throws ChannelFailure */
export async function sessionOf(context: ChannelContext): Promise<Session> {
  const { connection, clock, signal } = context
  const problem = problemOfConnection(connection)
  if (problem !== null)
    throw new ChannelFailure('SettingsNotValid', `${problem} Correct the settings of this channel.`, {
      stop: true,
    })
  const current = (): Session | null => {
    const found = known.get(connection.channelId)
    const ageMs = clock.monotonic() - (found?.at ?? 0)
    const isCurrent = found?.key === keyOf(connection) && ageMs >= 0 && ageMs < LONGEST_AGE_MS
    return isCurrent ? found.session : null
  }
  try {
    const before = current()
    if (before !== null) return before
    return await oneAtATime(`${connection.channelId} handshake`, signal, async () => {
      const meanwhile = current()
      if (meanwhile !== null) return meanwhile
      const session = { agreed: await shakeHands(context), asked: new Set<Facet>() }
      known.set(connection.channelId, { key: keyOf(connection), at: clock.monotonic(), session })
      return session
    })
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    throw new ChannelFailure(error.code, unreachable(error))
  }
}

/** The next request begins with a handshake. */
export function forgetSession({ channelId }: Pick<ChannelConnection, 'channelId'>): void {
  known.delete(channelId)
}

function keyOf({ settings, credentials }: ChannelConnection): string {
  const { ariBaseUrl, hotelCode } = settings
  return JSON.stringify([ariBaseUrl, hotelCode, credentials.username, credentials.password])
}

/** @throws HttpFailure or ChannelFailure */
async function shakeHands(context: ChannelContext): Promise<ReadonlySet<string>> {
  const message = writeMessage('handshake', element('EchoData', {}, JSON.stringify(OURS)))
  const answer = await post('handshake', message, context)
  const read = readAnswer(answer.body, 'handshake')
  if (read.kind !== 'message' || !read.isSuccess || answer.status > 299)
    throw failureOf(read, answer, context.clock.now())
  const agreed = readAgreement(read.warnings)
  if (agreed === null)
    throw new ChannelFailure('MalformedAnswer', "The AlpineBits server's handshake cannot be read.")
  return agreed
}

/** "The intersection of the capabilities", JSON in a warning; a server that has nothing in common with us leaves it out. */
function readAgreement(warnings: readonly Notice[]): ReadonlySet<string> | null {
  const told = warnings.find(({ status }) => status === 'ALPINEBITS_HANDSHAKE')
  if (told === undefined) return new Set()
  const read = agreementSchema.safeParse(parseJson(told.text))
  if (!read.success) return null
  const ours = read.data.versions.find(({ version }) => version === PROTOCOL_VERSION)
  return new Set((ours?.actions ?? []).flatMap(({ action, supports }) => [action, ...supports]))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
