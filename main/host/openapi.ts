/** The OpenAPI 3.1 document of the REST API, made from the contract. */
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../../shared/contract/contract.ts'
import { isoDateSchema } from '../../shared/snapshot.ts'

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>

/** @param version of the program, as its package names it. */
export function openapiDocument(version: string): Promise<Document> {
  const generator = new OpenAPIGenerator({
    schemaConverters: [
      new ZodToJsonSchemaConverter({
        interceptors: [
          ({ schema, next }) =>
            schema === isoDateSchema ? [true, { type: 'string', format: 'date' }] : next(),
        ],
      }),
    ],
  })
  return generator.generate(contract, {
    info: {
      title: 'Keyrack',
      version,
      description:
        'The desk of one hotel. Dates are calendar days, ranges half-open, amounts integer minor units, instants epoch milliseconds. Every command takes an idempotency key; a repeat answers as the first did.',
    },
    servers: [{ url: '/api' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  })
}
