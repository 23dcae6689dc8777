/** The contract's client over WebSocket, as the page uses it. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../shared/contract/contract.ts'
import { bearer, openSocket, type TestDesk } from './desk-under-test.ts'

export type DeskClient = ContractRouterClient<Contract>

export async function socketClient(desk: TestDesk, token: string) {
  const opened = openSocket(desk, bearer(token))
  await opened.ready
  const client: DeskClient = createORPCClient(new RPCLink({ websocket: opened.socket as never }))
  return { client, ...opened }
}

export const ID = '01890a5d-ac96-774b-bcce-b302099a8057'

/** A sale that the contract accepts. */
export function sale(key: string) {
  return {
    idempotencyKey: key,
    booker: { surname: 'Grabner' },
    rooms: [
      { roomTypeId: ID, ratePlanId: ID, arrival: '2026-11-21', departure: '2026-11-22', adults: 1 } as const,
    ],
  }
}
