/** Which field of a form is to be filled next, and the keyboard's way to it. A field names itself by `data-field`. */
import type { FieldIssues } from './set-up-check.ts'

function fieldsOf(form: HTMLElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('[data-field]')]
}

/** The field that has the keyboard; null when none has. */
export function currentField(form: HTMLElement): string | null {
  const field = fieldsOf(form).find((element) => element.contains(document.activeElement))
  return field?.dataset.field ?? null
}

export function focusField(form: HTMLElement, field: string): void {
  const element = fieldsOf(form).find((each) => each.dataset.field === field)
  const input = element instanceof HTMLInputElement ? element : element?.querySelector('input')
  input?.focus()
  input?.select()
}

/**
 * Where Enter goes: it stays where the current field is wrong, else goes to the next one that is not right, and is
 * null when all are. `order` is the form's.
 */
export function nextField(
  order: readonly string[],
  issues: FieldIssues,
  current: string | null,
): string | null {
  if (current !== null && issues.has(current)) return current
  const after = current === null ? 0 : order.indexOf(current) + 1
  const inOrder = [...order.slice(after), ...order.slice(0, after)]
  return inOrder.find((field) => issues.has(field)) ?? null
}
