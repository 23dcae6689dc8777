/** Words of the view of promotions. */
export const promotions = {} as const
