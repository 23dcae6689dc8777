/** What the relay refuses, as a code, an HTTP status and a sentence that says what to do. */

export const REFUSALS = {
  MalformedRequest: { status: 400, message: 'This request cannot be read. Nothing was stored.' },
  NotSignedIn: { status: 401, message: 'These credentials are not known here, or no longer good.' },
  UnknownPath: { status: 404, message: 'There is nothing at this address.' },
  WrongMethod: { status: 405, message: 'This address does not take that method.' },
  PairingRefused: {
    status: 409,
    message: 'This code is not good. A code is good once, for 24 hours; ask the operator for a new one.',
  },
  RecoveryRefused: { status: 409, message: 'No hotel of this key is paired here.' },
  TooManySources: { status: 409, message: 'This hotel has as many sources as it may have.' },
  RequestTooLarge: {
    status: 413,
    message: 'This request is too large. Nothing was stored; send less at a time.',
  },
  UpgradeExpected: { status: 426, message: 'This address speaks WebSocket only.' },
  TooManyRequests: { status: 429, message: 'Too many requests in a short time. Nothing was stored; wait.' },
  Unavailable: {
    status: 503,
    message: 'Nothing can be stored at the moment. Nothing was stored; try again.',
  },
} as const
export type RefusalCode = keyof typeof REFUSALS

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly status: number
  /** Whole seconds, for `Retry-After`. */
  readonly retryAfterS: number | null

  constructor(code: RefusalCode, retryAfterS: number | null = null) {
    super(REFUSALS[code].message)
    this.code = code
    this.status = REFUSALS[code].status
    this.retryAfterS = retryAfterS
  }
}
