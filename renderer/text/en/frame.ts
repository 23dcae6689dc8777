/** Messages of the area "frame", in ICU MessageFormat; a key begins with the area's name. */
export const frame = {
  'frame.area.day': 'Day',
  'frame.area.chart': 'Chart',
  'frame.area.stays': 'Stays',
  'frame.area.rates': 'Rates',
  'frame.area.channels': 'Channels',
  'frame.area.journal': 'Journal',
  'frame.area.settings': 'Settings',
} as const
