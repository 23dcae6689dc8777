/** Messages of the area "errors", in ICU MessageFormat; a key begins with the area's name. */
export const errors = {} as const
