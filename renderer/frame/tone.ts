/** The signs of a status, each with its own shape: disc, half disc, triangle, diamond, ring, small and blue square. */
export type Tone = 'ok' | 'busy' | 'warning' | 'danger' | 'unknown' | 'parked' | 'info'
