/** Answers in Channex's forms (docs.channex.io, API Reference). */
import type { Answer } from '../bookingcom/ota-answer.ts'

export function json(status: number, value: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  }
}

export function refusal(status: number, code: string, title: string, details?: unknown): Answer {
  return json(status, { errors: { code, title, ...(details === undefined ? {} : { details }) } })
}

export const REFUSALS = {
  rateLimited: () => refusal(429, 'http_too_many_requests', 'Too Many Requests'),
  serverError: () => refusal(500, 'internal_server_error', 'Internal Server Error'),
  unauthorized: () => refusal(401, 'unauthorized', 'Unauthorized'),
  // As it is spelt there.
  notFound: () => refusal(404, 'not_found', 'Resouce Not Found'),
}
