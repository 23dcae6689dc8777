/** A field whose text chooses from a list below it: the best match is chosen while typing, arrows choose another, Enter goes on. */
import { TextInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from 'react'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'

export interface TypeAheadItem {
  readonly id: string
  /** What is typed to find it: a code, a name. */
  readonly words: readonly string[]
}

const MOST_SHOWN = 7

/** Those that begin as typed first, an exact one before all; nothing typed lists all. Pure. */
export function matching<T extends TypeAheadItem>(items: readonly T[], text: string): T[] {
  const typed = text.trim().toLocaleLowerCase()
  if (typed === '') return items.slice(0, MOST_SHOWN)
  const rank = (item: T): number => {
    const words = item.words.map((word) => word.toLocaleLowerCase())
    if (words.includes(typed)) return 0
    if (words[0]?.startsWith(typed) === true) return 1
    if (words.some((word) => word.startsWith(typed))) return 2
    return words.some((word) => word.includes(typed)) ? 3 : 4
  }
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((each) => each.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_SHOWN)
    .map(({ item }) => item)
}

export function TypeAhead<T extends TypeAheadItem>({
  label,
  items,
  text,
  chosen,
  none,
  startsHere,
  inputRef,
  onType,
  onEnter,
  show,
}: {
  label: string
  items: readonly T[]
  text: string
  chosen: T | undefined
  /** What is said when nothing matches. */
  none: string
  startsHere: boolean
  inputRef?: Ref<HTMLInputElement>
  onType: (text: string, chosen: T | undefined) => void
  /** Enter on a choice; without it Enter is the form's. */
  onEnter: (() => void) | undefined
  show: (item: T) => ReactNode
}) {
  const listId = useId()
  const [hasFocus, setFocus] = useState(false)
  const found = matching(items, text)
  function onKeyDown(event: KeyboardEvent) {
    const at = found.findIndex(({ id }) => id === chosen?.id)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) onType(text, found[Math.max(0, Math.min(found.length - 1, at + step))])
    else if (event.key === 'Enter' && onEnter !== undefined && chosen !== undefined) onEnter()
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
        onChange={({ currentTarget: { value } }) =>
          onType(value, value.trim() === '' ? undefined : matching(items, value)[0])
        }
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
                onType(item.words[0] ?? '', item)
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
