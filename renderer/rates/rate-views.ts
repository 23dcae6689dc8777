/** The views of the rates area: the grid, and what lies behind its prices. */
export const RATE_VIEWS = [
  'grid',
  'seasons',
  'plans',
  'promotions',
  'recommend',
  'yield',
  'parity',
  'files',
] as const
export type RateView = (typeof RATE_VIEWS)[number]

/** The key that opens a view from the grid; Escape leads back. */
export const RATE_VIEW_KEYS: Readonly<Record<Exclude<RateView, 'grid'>, string>> = {
  seasons: 'S',
  plans: 'L',
  promotions: 'O',
  recommend: 'M',
  yield: 'I',
  files: 'F',
  parity: 'P',
}
