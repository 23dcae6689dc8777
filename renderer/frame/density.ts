/** How high rows are: tokens.css has the measures. */
export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

export function isDensity(text: string | null): text is Density {
  return DENSITIES.some((density) => density === text)
}
