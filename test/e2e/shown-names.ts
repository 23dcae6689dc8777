/** The names that screens may show as they are, in any language: proper names, and those that the hotel gave. */
import { INDIRECT_SELLERS } from '../../renderer/channels/kind-words.ts'
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import { addDays } from '../../shared/dates.ts'
import type { HotelOutside } from './hotel.ts'
import { namesIn } from './words-on-page.ts'

/** Names that are the same in every language; those of channels and sellers, too. */
const PROPER_NAMES = [
  'Keyrack',
  'ADR',
  'RevPAR',
  ...Object.values(CHANNEL_KINDS).map(({ title }) => title),
  ...INDIRECT_SELLERS.map(({ name }) => name),
]

/** Every name that the API knows of what the screens show. */
export async function hotelNames(outside: HotelOutside): Promise<string[]> {
  const from = addDays(outside.hotel.businessDate, -14)
  const paths = [
    '/property',
    '/board',
    '/in-house',
    '/reservations?limit=200',
    '/articles',
    '/channels',
    '/alerts',
    '/overbooking-cases',
    '/journal?limit=200',
    '/session',
    '/relay',
    '/seasons',
    '/pricing/settings',
    '/pricing/exchange-rates',
    `/tape-chart?from=${from}&to=${addDays(from, 90)}`,
    '/search?text=ma&limit=50',
  ]
  const { arrivals } = await outside.board()
  const { stays } = (await outside.ask('/in-house')) as { stays: typeof arrivals.due }
  const shown = [...arrivals.due, ...arrivals.done, ...stays.filter((stay) => stay.hasNote)]
  paths.push(...shown.map(({ reservationId }) => `/reservations/${reservationId}`))
  const { channels } = (await outside.ask('/channels')) as { channels: { id: string }[] }
  paths.push(...channels.map(({ id }) => `/channels/${id}/sent?limit=200`))
  const names = [...PROPER_NAMES]
  // One after the other: the desk answers its own page meanwhile.
  for (const path of paths) names.push(...namesIn(await outside.ask(path)))
  return names
}
