/** Bounds of what a calendar can be told, for the contract and for the desk's form. */

/** Whole feeds without an event before it counts as cancelled. */
export const CONFIRMATION_LIMITS = { least: 1, most: 20, standard: 3 } as const
export const READ_EVERY_MINUTES = { least: 5, most: 60, standard: 15 } as const
