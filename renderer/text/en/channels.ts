/** Messages of the area "channels", in ICU MessageFormat; a key begins with the area's name. */
export const channels = {} as const
