/** Which rows of the history's kinds the running command has written: noted by the row writers, so that none is forgotten. */
export type TouchedKind = 'stay' | 'block' | 'hold' | 'group'

export interface Touched {
  note(kind: TouchedKind, id: number): void
  /** What was noted since the last call, by kind. */
  take(): Readonly<Record<TouchedKind, readonly number[]>>
}

export function createTouched(): Touched {
  const noted: Record<TouchedKind, Set<number>> = {
    stay: new Set(),
    block: new Set(),
    hold: new Set(),
    group: new Set(),
  }
  return {
    note: (kind, id) => {
      noted[kind].add(id)
    },
    take: () => {
      const taken = {
        stay: [...noted.stay],
        block: [...noted.block],
        hold: [...noted.hold],
        group: [...noted.group],
      }
      for (const ids of Object.values(noted)) ids.clear()
      return taken
    },
  }
}
