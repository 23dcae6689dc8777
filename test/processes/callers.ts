/** Two ways to call the desk, REST and WebSocket, that tell apart what was done, what was refused, and what nobody knows. */
import { once } from 'node:events'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient, InferContractRouterInputs } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { CommandName, Commands } from '../../main/ledger/commands.ts'
import { type Contract, contract } from '../../shared/contract/contract.ts'

type Inputs = InferContractRouterInputs<Contract>
export type InputOf<N extends CommandName> = N extends `${infer A}.${infer P}`
  ? A extends keyof Inputs
    ? P extends keyof Inputs[A]
      ? Inputs[A][P]
      : never
    : never
  : never
export type OutputOf<N extends CommandName> = Commands[N]['output']

/** `unknown`: the connection ended or was silent before an answer came; the command may have happened or not. */
export type Answer<T> =
  | { readonly kind: 'done'; readonly output: T }
  | { readonly kind: 'refused'; readonly code: string; readonly data: Record<string, unknown> }
  | { readonly kind: 'unknown'; readonly why: string }

export interface Caller {
  readonly name: 'REST' | 'WebSocket'
  /** @throws UnexpectedAnswer when the desk itself failed. */
  call<N extends CommandName>(name: N, input: InputOf<N>): Promise<Answer<OutputOf<N>>>
}

/** The desk answered that something went wrong inside it: always a bug. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer'
}

/** A desk that is alive answers in milliseconds; this is for one that starves on a busy machine. */
const ANSWER_WITHIN_MS = 15_000

interface Refusal {
  readonly code?: string
  readonly message?: string
  readonly data?: Record<string, unknown>
}

function refused(command: string, status: number, { code, message, data }: Refusal): Answer<never> {
  if (code === undefined || (status >= 500 && code !== 'HostBusy')) {
    throw new UnexpectedAnswer(
      `${command} was answered ${status} ${code}: ${message} ${JSON.stringify(data)}`,
    )
  }
  return { kind: 'refused', code, data: data ?? {} }
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

export function restCaller(url: string, token: string): Caller {
  return {
    name: 'REST',
    async call<N extends CommandName>(name: N, input: InputOf<N>): Promise<Answer<OutputOf<N>>> {
      const { method, path, body } = requestOf(name, input as Record<string, unknown>)
      let status: number
      let text: string
      try {
        const response = await fetch(`${url}/api${path}`, {
          method,
          body: JSON.stringify(body),
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        })
        status = response.status
        text = await response.text()
      } catch (error) {
        return { kind: 'unknown', why: whyOf(error) }
      }
      if (status < 300) return { kind: 'done', output: JSON.parse(text) as OutputOf<N> }
      return refused(name, status, JSON.parse(text) as Refusal)
    },
  }
}

/** Method and path are the contract's own; what the path takes is left out of the body. */
function requestOf(name: CommandName, input: Record<string, unknown>) {
  const [area, procedure] = name.split('.') as [keyof Contract, string]
  const route = (
    contract[area] as Record<string, { '~orpc': { route: { method?: string; path?: string } } }>
  )[procedure]?.['~orpc'].route
  if (route?.method === undefined || route.path === undefined) throw new Error(`${name} has no route`)
  const body = { ...input }
  const path = route.path.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = String(body[field])
    delete body[field]
    return encodeURIComponent(value)
  })
  return { method: route.method, path, body }
}

export type DeskClient = ContractRouterClient<Contract>

export interface SocketCaller extends Caller {
  /** The whole contract, for queries; a call fails when the socket ends or no answer comes in time. */
  readonly client: DeskClient
  close(): void
}

/** @throws when the socket is refused. */
export async function socketCaller(url: string, token: string): Promise<SocketCaller> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/rpc`, 'keyrack.v1', {
    headers: { authorization: `Bearer ${token}` },
  })
  const { promise: ended, reject } = Promise.withResolvers<never>()
  ended.catch(() => undefined)
  socket.on('close', (code) => reject(new Error(`the socket was closed with ${code}`)))
  socket.on('error', (error) => reject(error))
  await Promise.race([once(socket, 'open'), ended])
  const link = new RPCLink({
    websocket: socket as never,
    interceptors: [({ next }) => Promise.race([next(), ended, silence()])],
  })
  const client: DeskClient = createORPCClient(link)
  return {
    name: 'WebSocket',
    client,
    async call<N extends CommandName>(name: N, input: InputOf<N>): Promise<Answer<OutputOf<N>>> {
      const [area, procedure] = name.split('.') as [string, string]
      const areas = client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
      try {
        return { kind: 'done', output: (await areas[area]![procedure]!(input)) as OutputOf<N> }
      } catch (error) {
        if (error instanceof ORPCError) return refused(name, error.status, error as Refusal)
        return { kind: 'unknown', why: whyOf(error) }
      }
    },
    close: () => socket.terminate(),
  }
}

function silence(): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = () => reject(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`))
  setTimeout(late, ANSWER_WITHIN_MS).unref()
  return promise
}
