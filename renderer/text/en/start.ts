/** Messages of the area "start", in ICU MessageFormat; a key begins with the area's name. */
export const start = {} as const
