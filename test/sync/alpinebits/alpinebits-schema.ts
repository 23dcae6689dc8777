/** The standard's own schema: one file for all messages. */
import { schemaJudge } from '../schema-judge.ts'

export const { hasSchemas, validateMessage, disposeSchemas } = schemaJudge(
  'alpinebits',
  () => 'alpinebits-2024-10',
)
