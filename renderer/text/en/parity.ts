/** Words of the view of parity. */
export const parity = {} as const
