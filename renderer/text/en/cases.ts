/** Messages of the area "cases", in ICU MessageFormat; a key begins with the area's name. */
export const cases = {} as const
