/** What the server refuses before any procedure is reached, in the same JSON shape as the procedures' errors. */
import { DOMAIN_ERRORS } from '../../shared/errors.ts'

export const HTTP_FAILURES = {
  MisdirectedRequest: {
    status: 421,
    message: 'This desk does not answer under that host name. Use the address it printed when it started.',
  },
  ForeignOrigin: {
    status: 403,
    message:
      'This request comes from another site, or does not say from where. Use the desk, or a bearer token.',
  },
  CodeNotValid: {
    status: 401,
    message: 'This opening code was used already or is older than a minute. Ask the desk for a new link.',
  },
  NotSignedIn: { status: 401, message: DOMAIN_ERRORS.NotSignedIn.message },
  MayNotRead: { status: 403, message: 'This token may not read. Use one with the permission read.' },
  TooManyAttempts: {
    status: 429,
    message: 'Too many wrong codes or tokens in a short time. Wait a minute, then use a new link.',
  },
  RequestTooLarge: {
    status: 413,
    message: 'This request is larger than 1 MB. Nothing was changed; send less at a time.',
  },
  MalformedRequest: {
    status: 400,
    message: 'This request cannot be read. Send one complete JSON document and try again.',
  },
  UnsupportedMediaType: {
    status: 415,
    message: 'Send JSON, with the header Content-Type: application/json.',
  },
  UnknownPath: {
    status: 404,
    message: 'There is nothing at this address. The procedures are listed in /api/openapi.json.',
  },
  PageNotBuilt: {
    status: 503,
    message: 'The desk has no page yet. Build it by starting the desk with npm start.',
  },
  TooManyConnections: {
    status: 503,
    message: 'Too many windows are connected to this desk. Close some and try again.',
  },
  UpgradeExpected: {
    status: 426,
    message: 'This address speaks WebSocket only. Connect to it with the protocol keyrack.v1.',
  },
} as const
export type HttpFailureCode = keyof typeof HTTP_FAILURES

export class HttpFailure extends Error {
  override readonly name = 'HttpFailure'
  readonly code: HttpFailureCode
  readonly status: number

  constructor(code: HttpFailureCode) {
    super(HTTP_FAILURES[code].message)
    this.code = code
    this.status = HTTP_FAILURES[code].status
  }
}

export interface FailureBody {
  readonly defined: boolean
  readonly code: string
  readonly status: number
  readonly message: string
  readonly data: Record<string, unknown>
}

export function failureBody(code: HttpFailureCode): FailureBody {
  return { defined: false, code, ...HTTP_FAILURES[code], data: {} }
}
