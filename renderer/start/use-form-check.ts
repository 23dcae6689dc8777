/** Enter in a form of several fields: on to the next one that is not right, and done when all are. */
import { type FormEvent, useRef, useState } from 'react'
import { t } from '../text/text.ts'
import { currentField, focusField, nextField } from './field-focus.ts'
import type { FieldIssues } from './set-up-check.ts'

export interface FormCheck {
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void
  /** The sentence at a field; nothing while the person has not been there yet. */
  errorAt(field: string): string | null
}

export function useFormCheck(issues: FieldIssues, order: readonly string[], onDone: () => void): FormCheck {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  /** What had the keyboard when Enter was pressed last: the second time there says everything that is missing. */
  const lastStop = useRef<string | null>(null)

  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = event.currentTarget
    const current = currentField(form)
    const next = nextField(order, issues, current)
    if (next === null) {
      onDone()
      return
    }
    const isStuck = current === next && lastStop.current === next
    // A click on the button asks for everything; Enter in a field only says what is wrong up to there.
    setSeen(new Set(current === null || isStuck ? order : [...seen, current]))
    lastStop.current = next
    focusField(form, next)
  }
  return {
    onSubmit,
    errorAt(field) {
      const issue = seen.has(field) ? issues.get(field) : undefined
      return issue === undefined ? null : t(issue.id, issue.values)
    },
  }
}
