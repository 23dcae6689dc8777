/** What the operations page and the host measure by. */

/** The field's targets: a change is on a channel within 5 s; after 30 s somebody is told. */
export const SYNC_LAG_TARGET_MS = 5_000
export const SYNC_LAG_ALERT_MS = 30_000
/** From click to commit a desk does not feel slow. */
export const COMMAND_TARGET_MS = 20
/** Failed calls of a channel a minute at which somebody looks. */
export const ERRORS_ALERT_PER_MINUTE = 3

export const OPERATIONS_RANGES = ['hour', 'sixHours', 'day'] as const
export type OperationsRange = (typeof OPERATIONS_RANGES)[number]
