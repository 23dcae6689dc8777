/** Messages of the area "board", in ICU MessageFormat; a key begins with the area's name. */
export const board = {} as const
