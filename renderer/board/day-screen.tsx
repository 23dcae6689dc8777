/** The board screen. */
export function DayScreen() {
  return <div />
}
