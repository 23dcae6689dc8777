/** The rates screen. */
export function RatesScreen() {
  return <div />
}
