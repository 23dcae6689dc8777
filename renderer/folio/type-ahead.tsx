/** A field whose text chooses from a list below it: the best match is chosen while typing, arrows choose another, Enter goes on. */
import { TextInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from 'react'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { chosenOf, matching, type TypeAheadItem, type Typed } from './matching.ts'

export function TypeAhead<T extends TypeAheadItem>({
  label,
  items,
  typed,
  none,
  startsHere,
  inputRef,
  onType,
  onEnter,
  show,
}: {
  label: string
  items: readonly T[]
  typed: Typed
  /** What is said when nothing matches. */
  none: string
  startsHere: boolean
  inputRef?: Ref<HTMLInputElement>
  onType: (typed: Typed) => void
  /** Enter; without it Enter is the form's. */
  onEnter: (() => void) | undefined
  show: (item: T) => ReactNode
}) {
  const listId = useId()
  const [hasFocus, setFocus] = useState(false)
  const { text } = typed
  const found = matching(items, text)
  const chosen = chosenOf(items, typed)
  function onKeyDown(event: KeyboardEvent) {
    const at = found.findIndex(({ id }) => id === chosen?.id)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = found[Math.max(0, Math.min(found.length - 1, at + step))]
    if (step !== 0) onType({ text, pickedId: next?.id ?? null })
    else if (event.key === 'Enter' && onEnter !== undefined) onEnter()
    else return
    event.preventDefault()
  }
  return (
    <div className="type-ahead">
      <TextInput
        label={label}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        autoComplete="off"
        role="combobox"
        aria-expanded={hasFocus && found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(hasFocus && chosen !== undefined ? { 'aria-activedescendant': `${listId}-${chosen.id}` } : {})}
        {...(startsHere ? FOCUS_AT_ONCE : {})}
        value={text}
        error={text.trim() !== '' && found.length === 0 ? none : null}
        onChange={({ currentTarget: { value } }) => onType({ text: value, pickedId: null })}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        className={hasFocus ? 'type-ahead-list' : 'spoken-only'}
      >
        {hasFocus &&
          found.map((item) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field's own arrows and Enter do it
            <div
              key={item.id}
              id={`${listId}-${item.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={item.id === chosen?.id}
              // Before the field loses the keyboard.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                onType({ text: item.words[0] ?? '', pickedId: item.id })
                onEnter?.()
              }}
            >
              {show(item)}
            </div>
          ))}
      </div>
    </div>
  )
}
