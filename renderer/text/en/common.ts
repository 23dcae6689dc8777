/** Messages that several areas share, in ICU MessageFormat; a key begins with the area's name. */
export const common = {
  'common.nights': '{count, plural, one {# night} other {# nights}}',
  'common.guests': '{count, plural, one {# guest} other {# guests}}',
  'common.adults': '{count, plural, one {# adult} other {# adults}}',
  'common.children': '{count, plural, one {# child} other {# children}}',
  'common.rooms': '{count, plural, one {# room} other {# rooms}}',
  'common.stays': '{count, plural, one {# stay} other {# stays}}',
  'common.days': '{count, plural, one {# day} other {# days}}',
  'common.minutes': '{count, plural, one {# minute} other {# minutes}}',
  'common.seconds': '{count, plural, one {# second} other {# seconds}}',
  'common.cancel': 'Cancel',
  'common.close': 'Close',
  'common.save': 'Save',
  'common.tryAgain': 'Try again',
  'common.loading': 'Loading…',
  'common.undo': 'Undo',
} as const
