/** A question that is asked when somebody wants it, and whose answer is not kept: a link, a code. */
import { useMutation } from '@tanstack/react-query'
import { type Failure, failureOf } from '../failure.ts'

export interface Answer<T> {
  readonly value: T | undefined
  readonly isAsking: boolean
  readonly failure: Failure | null
  ask(): void
  forget(): void
}

export function useAnswer<T>(call: () => Promise<T>): Answer<T> {
  const { data, isPending, error, mutate, reset } = useMutation({
    mutationFn: call,
    gcTime: 0,
  })
  return {
    value: data,
    isAsking: isPending,
    failure: error === null ? null : failureOf(error),
    ask: () => mutate(),
    forget: reset,
  }
}
