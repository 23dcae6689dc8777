/** Messages of the area "journal", in ICU MessageFormat; a key begins with the area's name. */
export const journal = {} as const
