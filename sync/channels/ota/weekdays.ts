/** Days of the week as OTA messages name them. */

/** Monday first. */
export const OTA_WEEKDAYS = ['Mon', 'Tue', 'Weds', 'Thur', 'Fri', 'Sat', 'Sun'] as const

/** Where one day is said all seven are; none where all of them are meant. `weekdays`: 1 (Monday) to 7, or null for all. */
export function weekdayFlags(weekdays: readonly number[] | null): Readonly<Record<string, string>> {
  if (weekdays === null) return {}
  return Object.fromEntries(OTA_WEEKDAYS.map((name, index) => [name, String(weekdays.includes(index + 1))]))
}
