/** Which items of a list a typed text means: by code or name, the best match first. Pure. */

export interface TypeAheadItem {
  readonly id: string
  /** What is typed to find it: a code, a name. */
  readonly words: readonly string[]
}

const MOST_SHOWN = 7
const NO_MATCH = 5

/** The one that was picked among those that match, else the best match; undefined while nothing is typed or matches. Pure. */
export function chosenOf<T extends TypeAheadItem>(
  items: readonly T[],
  { text, pickedId }: Typed,
): T | undefined {
  const picked = items.find(({ id }) => id === pickedId)
  return picked ?? (text.trim() === '' ? undefined : matching(items, text)[0])
}

/** What stands in a field; which item it means follows from the list, also when that comes later than the hand types. */
export interface Typed {
  readonly text: string
  /** By arrows or a click; null: the best match. */
  readonly pickedId: string | null
}

export const NOTHING_TYPED: Typed = { text: '', pickedId: null }

/** Those that begin as typed first, an exact one before all; nothing typed lists all. Pure. */
export function matching<T extends TypeAheadItem>(items: readonly T[], text: string): T[] {
  const typed = text.trim().toLocaleLowerCase()
  if (typed === '') return items.slice(0, MOST_SHOWN)
  const rank = (item: T): number => {
    const words = item.words.map((word) => word.toLocaleLowerCase())
    if (words[0] === typed) return 0
    if (words.includes(typed)) return 1
    if (words[0]?.startsWith(typed) === true) return 2
    if (words.some((word) => word.startsWith(typed))) return 3
    return words.some((word) => word.includes(typed)) ? 4 : NO_MATCH
  }
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((each) => each.rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_SHOWN)
    .map(({ item }) => item)
}
