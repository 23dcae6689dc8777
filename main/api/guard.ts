/**
 * What every call passes before its own code runs: failures are answered by kind, the caller is known and permitted,
 * and a command carries a usable idempotency key.
 */
import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../shared/contract/contract.ts'
import { idempotencyKeySchema, type ProcedureMeta } from '../../shared/contract/procedure.ts'
import type { ApiContext, Caller } from './context.ts'
import { domainFailure, failureOf, invalidInput, type ReportIncident } from './failures.ts'
import type { CommandWatch } from './ports.ts'

/**
 * The contract with its guards, ready for handlers. Answers are not validated once more: their types come from the
 * contract and the ledger alone makes them; a test validates them instead.
 */
export function guardedContract(report: ReportIncident, commands: CommandWatch) {
  return implement(contract)
    .$context<ApiContext>()
    .$config({ initialOutputValidationIndex: Number.NaN })
    .use(async ({ next, path, signal, context, procedure }) => {
      const name = path.join('.')
      const run = async () => {
        try {
          return await next()
        } catch (error) {
          throw failureOf(error, name, signal, report)
        }
      }
      const { kind } = procedure['~orpc'].meta as ProcedureMeta
      return kind === 'command' ? commands.watch(name, context.trace, run, codeOf) : run()
    })
    .use(({ context, next, procedure }, input) => {
      const meta = procedure['~orpc'].meta as ProcedureMeta
      const caller = permitted(context.caller, meta)
      if (meta.kind === 'command') requireKey(input)
      return next({ context: { caller } })
    })
}
export type GuardedContract = ReturnType<typeof guardedContract>

/** What failed as it was answered; a caller that went away has no answer. */
const codeOf = (failure: unknown): string => (failure instanceof ORPCError ? String(failure.code) : 'Aborted')

function permitted(caller: Caller | null, meta: ProcedureMeta): Caller {
  if (caller === null) throw domainFailure('NotSignedIn', {})
  if (!caller.permissions.has(meta.permission)) {
    throw domainFailure('NotPermitted', { permission: meta.permission })
  }
  return caller
}

/** Looks at the raw input: without this, calls without a key would all share the key `undefined`. */
function requireKey(input: unknown): void {
  const key = typeof input === 'object' && input !== null && 'idempotencyKey' in input && input.idempotencyKey
  if (idempotencyKeySchema.safeParse(key).success) return
  throw invalidInput([
    {
      path: 'idempotencyKey',
      message:
        'Give a key of 8 to 100 printable characters, a new one for each intent, the same for a repeat.',
    },
  ])
}
