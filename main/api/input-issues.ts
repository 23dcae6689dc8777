/** Turns what a schema found wrong into fields and sentences that say what to do. */
import type { ValidationError } from '@orpc/server'
import { z } from 'zod'

export interface InputIssue {
  /** Where in the input, `rooms.0.arrival`; empty for the input as a whole. */
  path: string
  message: string
}

type SchemaIssue = ValidationError['issues'][number]

/** Enough to correct a form; a hostile input could otherwise make an answer larger than itself. */
const MOST_ISSUES = 50

const zodIssueSchema = z.object({
  code: z.string(),
  message: z.string(),
  expected: z.string().optional(),
  origin: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  inclusive: z.boolean().optional(),
  format: z.string().optional(),
  values: z.array(z.unknown()).optional(),
})
type ZodIssue = z.infer<typeof zodIssueSchema>

export function issuesOf(issues: readonly SchemaIssue[]): InputIssue[] {
  return issues.slice(0, MOST_ISSUES).map((issue) => ({
    path: (issue.path ?? [])
      .map((step) => String(typeof step === 'object' ? step.key : step))
      .join('.')
      .slice(0, 200),
    message: sentence(issue),
  }))
}

function sentence(issue: SchemaIssue): string {
  const known = zodIssueSchema.safeParse(issue)
  if (!known.success) return closed(issue.message)
  switch (known.data.code) {
    case 'invalid_type':
      return ofType(known.data)
    case 'too_small':
      return `Give at least ${bound(known.data.minimum, known.data.origin)}.`
    case 'too_big':
      return `Give at most ${bound(known.data.maximum, known.data.origin)}.`
    case 'invalid_value':
      return `Give one of: ${(known.data.values ?? []).map(String).join(', ')}.`
    case 'invalid_format':
      return known.data.format === 'uuid'
        ? 'Give an id as this desk handed it out (a UUID).'
        : closed(`Give this in the right form: ${known.data.message}`)
    case 'custom':
      return closed(`Correct this: ${known.data.message}`)
    default:
      return closed(known.data.message)
  }
}

function ofType(issue: ZodIssue): string {
  const wanted = issue.expected ?? 'value'
  const article = /^[aeiou]/.test(wanted) ? 'an' : 'a'
  const lead = issue.message.endsWith('received undefined') ? 'This is missing. ' : ''
  return `${lead}Give ${article} ${wanted === 'int' ? 'integer' : wanted}.`
}

function bound(limit: number | undefined, origin: string | undefined): string {
  if (origin === 'string') return `${limit} characters`
  if (origin === 'array' || origin === 'set') return `${limit} entries`
  return String(limit)
}

function closed(text: string): string {
  const trimmed = text.trim().slice(0, 300)
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
