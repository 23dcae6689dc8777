/** A change as a share of what it changes, in percent; 0 of nothing. */
export const percentOf = (change: number, of: number): number => (of === 0 ? 0 : (change / of) * 100)
