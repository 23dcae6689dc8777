/** A failure in the words of the desk, where the person looks. */
import { useHotel } from '../desk-context.tsx'
import type { Failure } from '../failure.ts'
import { failureSentence } from '../wording.ts'
import { Mark } from './marks.tsx'

export function FailureAlert({ failure }: { failure: Failure | null }) {
  const { names } = useHotel()
  if (failure === null) return null
  return (
    <div className="alert" role="alert" data-testid="failure">
      <Mark tone="danger" />
      <span>{failureSentence(failure, names)}</span>
    </div>
  )
}
