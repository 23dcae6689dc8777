/** Messages of the area "settings", in ICU MessageFormat; a key begins with the area's name. */
export const settings = {} as const
