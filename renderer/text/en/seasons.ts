/** Words of the view of seasons. */
export const seasons = {} as const
