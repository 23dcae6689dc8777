/** What the procedures need besides the ledger; the host gives the real parts. */
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { ToldOf } from '../../shared/contract/channel-calls.ts'
import type { Inquiry, InquiryAnswer } from '../../shared/contract/channel-inquiry.ts'
import type { Contract } from '../../shared/contract/contract.ts'
import type { RelayState } from '../../shared/contract/relay.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { OperationsRange } from '../../shared/operations-targets.ts'
import type { Caller, Trace } from './context.ts'

export interface SandboxStock {
  readonly roomCode: string
  readonly date: IsoDate
  readonly roomsToSell: number
}

/** A sandbox channel that runs on this machine. */
export interface RunningSandbox {
  readonly channelId: string
  state(from: IsoDate, to: IsoDate): Promise<{ stock: SandboxStock[]; faults: string[] }>
  /** @throws DomainError SandboxRefused when it shows no room for these nights. */
  sell(sale: {
    roomCode: string
    arrival: IsoDate
    departure: IsoDate
    adults: number
    /** The sandbox pays with a card of its own, which can be charged from then on. */
    virtualCardFrom?: IsoDate
  }): Promise<{ channelRef: string }>
}

export interface SandboxPort {
  /** Null when this host runs none. */
  running(): RunningSandbox | null
}

export interface DemoPort {
  /**
   * Fills an empty data folder with the demo hotel; answers the hotel when it is there already.
   * @throws DomainError HotelExists when another hotel is.
   */
  open(): Promise<{ hotelId: string }>
}

export interface SessionsPort {
  /** A link for one more browser, for the given caller; single use, good for 60 s. */
  createOpeningLink(caller: Caller): { url: string; expiresAt: number }
}

/** The pairing with the relay; `actor` goes into the journal. */
export interface RelayPort {
  state(): RelayState
  /** @throws DomainError AlreadyPaired, PairingRefused, RelayUnreachable */
  pair(actor: string, wish: { url: string; code: string }): Promise<Outputs['pair']>
  /** @throws DomainError RecoveryCodeNotValid, RecoveryRefused, RelayUnreachable, AlreadyPaired */
  restore(actor: string, wish: { url: string; recoveryCode: string }): Promise<Outputs['restore']>
  /** @throws DomainError NotPaired */
  recoveryCode(): string
  /** @throws DomainError NotPaired, UnknownChannel, NotByRelay, RelayUnreachable, RelayRefused */
  connectChannel(actor: string, channelId: string): Promise<Outputs['connectChannel']>
  /** @throws DomainError NotPaired, UnknownChannel, RelayUnreachable, RelayRefused, MessagesWaiting */
  disconnectChannel(
    actor: string,
    wish: { channelId: string; evenIfUnreachable: boolean },
  ): Promise<Outputs['disconnectChannel']>
  /** @throws DomainError NotPaired, ChannelsByRelay */
  unpair(actor: string): Promise<Outputs['unpair']>
  /** Calls when what is known of the relay changed without a commit; the answer ends it. */
  onSeen(listener: () => void): () => void
}
type Outputs = InferContractRouterOutputs<Contract>['relay']

export interface OperationsPort {
  measures(input: {
    range: OperationsRange
    channelId?: string | undefined
  }): InferContractRouterOutputs<Contract>['operations']['measures']
  /** As a scraper gets it. */
  text(): Promise<string>
}

/** Calls to channels of this host's time, as far as they are kept. */
export interface CallsPort {
  list(channelId: string): InferContractRouterOutputs<Contract>['channels']['calls']
  one(channelId: string, callId: number): InferContractRouterOutputs<Contract>['channels']['call']
  told(cell: ToldOf): InferContractRouterOutputs<Contract>['channels']['told']
}

/** Told of every command of the contract; `work` runs it. */
export interface CommandWatch {
  /** @param name as the contract has it; @param codeOf the closed code of a failure. */
  watch<T extends { readonly output: unknown }>(
    name: string,
    trace: Trace | undefined,
    work: () => Promise<T>,
    codeOf: (error: unknown) => string,
  ): Promise<T>
}

export interface SyncPort {
  isRunning(): boolean
  /** Calls whenever that changes; the answer ends it. */
  onRunning(listener: () => void): () => void
  /** Asks a channel through the sync process. @throws DomainError SyncUnavailable, HostBusy */
  ask(inquiry: Inquiry): Promise<InquiryAnswer>
}
