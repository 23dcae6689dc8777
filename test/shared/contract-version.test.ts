/**
 * The words that processes and programs speak change only on purpose: the hash below covers every procedure's path,
 * input, output and errors, of the desk's contract and of the link to the sync process. When it differs, look at what
 * changed on the wire, say so in CHANGELOG.md, and put the new hash here.
 */
import { createHash } from 'node:crypto'
import type { AnyContractRouter } from '@orpc/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from '../../shared/contract/contract.ts'
import { changedSchema } from '../../shared/contract/desk.ts'
import { hintSchema, syncLink } from '../../shared/contract/sync-link.ts'

const DESK = '31b48762625b9d47'
const LINK = '7e584861254fb52e'

interface Definition {
  inputSchema?: unknown
  outputSchema?: unknown
  errorMap: Record<string, { status?: number; data?: unknown }>
  route: { method?: string; path?: string }
  meta: unknown
}

const shapeOf = (schema: unknown): unknown =>
  schema instanceof z.ZodType
    ? z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
    : schema === undefined
      ? null
      : 'stream'

function describeRouter(router: AnyContractRouter, path: string[] = []): unknown[] {
  return Object.entries(router).flatMap(([name, entry]) => {
    const at = [...path, name]
    if (!('~orpc' in entry)) return describeRouter(entry as AnyContractRouter, at)
    const { inputSchema, outputSchema, errorMap, route, meta } = entry['~orpc'] as unknown as Definition
    const errors = Object.entries(errorMap)
      .map(([code, { status, data }]) => [code, status, shapeOf(data)])
      .sort()
    return [
      [at.join('.'), route.method, route.path, meta, shapeOf(inputSchema), shapeOf(outputSchema), errors],
    ]
  })
}

/** What a stream carries hides behind its iterator: it is named beside the router. */
const hashOf = (router: AnyContractRouter, streamed: z.ZodType) =>
  createHash('sha256')
    .update(JSON.stringify([describeRouter(router), shapeOf(streamed)]))
    .digest('hex')
    .slice(0, 16)

test('the contract of the desk is the one that was agreed', () => {
  expect(hashOf(contract, changedSchema)).toBe(DESK)
})

test('the contract of the link to the sync process is the one that was agreed', () => {
  expect(hashOf(syncLink, hintSchema)).toBe(LINK)
})
