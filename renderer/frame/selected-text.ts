/** A proposed value is typed over at once: it stands selected from the first drawing, and again when another one is proposed. */
import { type RefCallback, useCallback, useLayoutEffect, useRef } from 'react'

function selectHeld(field: HTMLInputElement | null): void {
  if (field !== null && document.activeElement === field) field.select()
}

/** @param proposed what stands in the field as long as nothing was typed; null afterwards */
export function useSelectedText(proposed: string | null): RefCallback<HTMLInputElement> {
  const field = useRef<HTMLInputElement | null>(null)
  useLayoutEffect(() => {
    if (proposed !== null) selectHeld(field.current)
  }, [proposed])
  // What lies over the screen stands a moment later than the component that asks for it.
  return useCallback((element) => {
    field.current = element
    selectHeld(element)
  }, [])
}
