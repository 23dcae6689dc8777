/** A proposed value is typed over at once: it stands selected from the first drawing, and again when another one is proposed. */
import { type RefObject, useLayoutEffect, useRef } from 'react'

/** @param proposed what stands in the field as long as nothing was typed; null afterwards */
export function useSelectedText(proposed: string | null): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (proposed !== null && document.activeElement === field.current) field.current?.select()
  }, [proposed])
  return field
}
