/** How fast the desk and its channels are, and what waits. */
import type { GuardedContract } from './guard.ts'
import type { OperationsPort } from './ports.ts'

export function operationsApi(desk: GuardedContract, operations: OperationsPort) {
  return {
    measures: desk.operations.measures.handler(({ input }) => operations.measures(input)),
    text: desk.operations.text.handler(async () => ({ text: await operations.text() })),
  }
}
