/** OpenTravel's own schemas, by which Booking.com's messages are judged. */
import { schemaJudge } from '../schema-judge.ts'

export const { hasSchemas, validateMessage, disposeSchemas } = schemaJudge('opentravel2010B')
