/** Messages of the area "stays", in ICU MessageFormat; a key begins with the area's name. */
export const stays = {} as const
