/** Messages of the area "chart", in ICU MessageFormat; a key begins with the area's name. */
export const chart = {} as const
