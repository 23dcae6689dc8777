/** The OpenAPI 3.1 document of the REST API, made from the contract. */
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../../shared/contract/contract.ts'
import { isoDateSchema } from '../../shared/snapshot.ts'

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>
type Operation = NonNullable<NonNullable<NonNullable<Document['paths']>[string]>['get']>
type Response = NonNullable<Operation['responses']>[string]

/** Every procedure may meet a bug; what the caller gets then is the same everywhere. */
const UNEXPECTED: Response = {
  description: 'An unknown failure; the log holds more under the incident id. Nothing of the call was kept.',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: {
          defined: { const: false },
          code: { const: 'Unexpected' },
          status: { const: 500 },
          message: { type: 'string' },
          data: {
            type: 'object',
            properties: { incidentId: { type: 'string' } },
            required: ['incidentId'],
          },
        },
        required: ['defined', 'code', 'status', 'message', 'data'],
      },
    },
  },
}

/** @param version of the program, as its package names it. */
export async function openapiDocument(version: string): Promise<Document> {
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
  const document = await generator.generate(contract, {
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
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of [path?.get, path?.post, path?.put, path?.delete]) {
      if (operation !== undefined) operation.responses = { ...operation.responses, 500: UNEXPECTED }
    }
  }
  return document
}
