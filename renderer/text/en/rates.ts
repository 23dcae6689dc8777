/** Messages of the area "rates", in ICU MessageFormat; a key begins with the area's name. */
export const rates = {} as const
