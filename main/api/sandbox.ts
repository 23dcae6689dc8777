/** The sandbox channel of the demo, in the hotel's own ids. */
import { DomainError } from '../../shared/errors.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'
import { onceByKey } from './once-by-key.ts'
import type { RunningSandbox, SandboxPort } from './ports.ts'

/** Who books on the channel's site: two, or one where the type sleeps no more. */
const MOST_ADULTS = 2

export function sandboxApi(desk: GuardedContract, ledger: Ledger, sandbox: SandboxPort) {
  const once = onceByKey<{ channelRef: string }>()
  return {
    state: desk.sandbox.state.handler(async ({ input }) => {
      const running = required(sandbox)
      const typeOf = ledger.queries.channelRoomCodes(running.channelId)
      const { stock, faults } = await running.state(input.from, input.to)
      return {
        stock: stock.flatMap(({ roomCode, date, roomsToSell }) => {
          const roomTypeId = typeOf.get(roomCode)
          return roomTypeId === undefined ? [] : [{ roomTypeId, date, roomsToSell }]
        }),
        faults,
      }
    }),
    sell: desk.sandbox.sell.handler(({ input, context }) => {
      const running = required(sandbox)
      const roomCode = roomCodeOf(ledger, running, input.roomTypeId)
      const { idempotencyKey, arrival, departure } = input
      const adults = Math.min(MOST_ADULTS, sleeps(ledger, input.roomTypeId))
      const sale = { roomCode, arrival, departure, adults }
      return once(context.caller.actor, idempotencyKey, JSON.stringify(sale), () => running.sell(sale))
    }),
  }
}

function required(sandbox: SandboxPort): RunningSandbox {
  const running = sandbox.running()
  if (running === null) throw new DomainError('NoSandbox', {})
  return running
}

function roomCodeOf(ledger: Ledger, running: RunningSandbox, roomTypeId: string): string {
  for (const [roomCode, mapped] of ledger.queries.channelRoomCodes(running.channelId)) {
    if (mapped === roomTypeId) return roomCode
  }
  throw new DomainError('UnknownRoomType', { roomTypeId })
}

function sleeps(ledger: Ledger, roomTypeId: string): number {
  const type = ledger.queries.hotel()?.roomTypes.find(({ id }) => id === roomTypeId)
  if (type === undefined) throw new DomainError('UnknownRoomType', { roomTypeId })
  return type.maxOccupancy
}
