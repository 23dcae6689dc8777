/** Words of the view of plans. */
export const plans = {} as const
