/** Messages of the area "search", in ICU MessageFormat; a key begins with the area's name. */
export const search = {} as const
