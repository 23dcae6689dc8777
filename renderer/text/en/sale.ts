/** Messages of the area "sale", in ICU MessageFormat; a key begins with the area's name. */
export const sale = {} as const
