/** Words of the view of yield. */
export const yields = {} as const
