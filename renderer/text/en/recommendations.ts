/** Words of the view of recommendations. */
export const recommendations = {} as const
