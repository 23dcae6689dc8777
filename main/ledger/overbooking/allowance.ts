/** overbooking.setAllowance: how far a type may be sold beyond its rooms. */
import { daysBetween, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { coverNights } from './forced-cases.ts'

type Input = Commands['overbooking.setAllowance']['input']

const MOST_NIGHTS = 800

export function setAllowance(
  parts: Parts,
  context: CommandContext,
  input: Input,
): Outcome<Commands['overbooking.setAllowance']['output']> {
  const roomType = context.catalog.roomType(input.roomTypeId)
  checkNights(context, input)
  let nights = 0
  const before: { from: IsoDate; rooms: number }[] = []
  const oversold: { date: IsoDate; by: number }[] = []
  for (const date of nightsOf(input)) {
    const day = parts.inventory.day({ roomTypeId: roomType.id, date })
    const rooms = day?.overbookingAllowance ?? 0
    if (before.at(-1)?.rooms !== rooms) before.push({ from: date, rooms })
    const by = parts.inventory.setAllowance(context, { roomTypeId: roomType.id, date }, input.rooms)
    if (by === undefined) continue
    nights++
    // A night that is oversold already and becomes less so is no news.
    if (by > (day?.oversold ?? 0)) oversold.push({ date, by })
  }
  const dates = oversold.map((night) => night.date)
  const refused = input.force ? coverNights(parts, context, roomType.id, dates) : (dates[0] ?? null)
  if (refused !== null) {
    const by = oversold.find((night) => night.date === refused)?.by ?? 0
    throw new DomainError('AllowanceInUse', { roomTypeId: roomType.publicId, date: refused, oversold: by })
  }
  parts.cases.review(context)
  return {
    answer: { seq: context.seq, nights, oversoldNights: oversold.length },
    payload: {
      roomType: roomType.publicId,
      from: input.from,
      to: input.to,
      rooms: input.rooms,
      before,
      force: input.force,
      oversoldNights: oversold.length,
    },
    topics: ['inventory', 'cases'],
    facets: ['availability'],
  }
}

function checkNights({ property }: CommandContext, { from, to }: Pick<Input, 'from' | 'to'>): void {
  const days = daysBetween(from, to)
  if (days < 1) {
    const issues = [{ path: 'to', message: 'must be after "from": it is the day after the last night' }]
    throw new DomainError('InvalidInput', { issues })
  }
  if (days > MOST_NIGHTS) throw new DomainError('RangeTooLong', { days, maxDays: MOST_NIGHTS })
  if (from < property.businessDate) {
    throw new DomainError('ArrivalInPast', { arrival: from, businessDate: property.businessDate })
  }
  if (to > property.horizon)
    throw new DomainError('DateBeyondHorizon', { date: to, horizon: property.horizon })
}
