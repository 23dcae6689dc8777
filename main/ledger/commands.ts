/** Every command of the ledger by its contract name: what it takes (already validated) and what it answers. */
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { z } from 'zod'
import type { Contract } from '../../shared/contract/contract.ts'

export type Outputs = InferContractRouterOutputs<Contract>
export type InputOf<P> = P extends { '~orpc': { inputSchema?: infer S } }
  ? NonNullable<S> extends z.ZodType
    ? z.output<NonNullable<S>>
    : never
  : never

/** The commands of each area; every other procedure of the contract is a query, a stream, or the host's own. */
interface CommandsOf {
  property: 'setUp' | 'configure' | 'setRules' | 'savePolicy' | 'addRooms'
  reservations: 'create' | 'cancel' | 'edit' | 'import'
  stays:
    | 'change'
    | 'assignRoom'
    | 'checkIn'
    | 'checkOut'
    | 'split'
    | 'announce'
    | 'pin'
    | 'wish'
    | 'noShow'
    | 'cancel'
    | 'reinstate'
    | 'undoCheckIn'
    | 'undoCheckOut'
  rooms: 'describe' | 'block' | 'unblock' | 'autoAssign' | 'repack'
  holds: 'place' | 'extend' | 'release' | 'convert'
  groups: 'create' | 'change' | 'pickUp' | 'importRoomingList' | 'release' | 'cancel'
  waitlist: 'add' | 'change' | 'withdraw' | 'accept'
  folios:
    | 'open'
    | 'post'
    | 'postNights'
    | 'pay'
    | 'refund'
    | 'reverse'
    | 'split'
    | 'transfer'
    | 'route'
    | 'close'
    | 'reopen'
    | 'saveArticle'
  overbooking: 'resolve' | 'setAllowance'
  rates: 'setRange' | 'setCells' | 'change' | 'undo'
  plans: 'save' | 'setActive'
  seasons: 'apply'
  promotions: 'save'
  pricing: 'saveSettings' | 'decide' | 'importExchangeRates'
  yieldRules: 'save'
  channels: 'connect' | 'configure' | 'resync' | 'resume' | 'replay' | 'dismiss'
  calendars:
    | 'readNow'
    | 'connect'
    | 'configure'
    | 'disconnect'
    | 'importFile'
    | 'exportFile'
    | 'publish'
    | 'revoke'
}

type NameOf<A extends keyof CommandsOf> = A extends string ? `${A}.${CommandsOf[A]}` : never
export type CommandName = NameOf<keyof CommandsOf>

type ProcedureOf<N extends CommandName> = N extends `${infer A extends keyof CommandsOf}.${infer P}`
  ? P extends keyof Contract[A]
    ? Contract[A][P]
    : never
  : never
type OutputOf<N extends CommandName> = N extends `${infer A extends keyof CommandsOf}.${infer P}`
  ? P extends keyof Outputs[A]
    ? Outputs[A][P]
    : never
  : never

export type Commands = { [N in CommandName]: { input: InputOf<ProcedureOf<N>>; output: OutputOf<N> } }
