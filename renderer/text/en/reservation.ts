/** Messages of the area "reservation", in ICU MessageFormat; a key begins with the area's name. */
export const reservation = {} as const
