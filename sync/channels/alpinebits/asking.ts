/** Requests about guest requests, whose answer is a success or a failure as a whole. */
import { type ChannelContext, ChannelFailure, HttpFailure } from '../../engine/ports.ts'
import { CAPABILITIES, forgetSession, sessionOf } from './handshake.ts'
import { asksForHandshake, facetsAsked, failureOf, unreachable } from './meaning.ts'
import { type Action, type Reading, readAnswer } from './message.ts'
import { post } from './request.ts'

/** The answer where it is a success. @throws ChannelFailure */
export async function ask(
  action: Action,
  message: string,
  context: ChannelContext,
): Promise<Extract<Reading, { kind: 'message' }>> {
  const { connection, clock } = context
  const session = await sessionOf(context)
  if (!session.agreed.has(CAPABILITIES.read)) {
    forgetSession(connection)
    const text = `The AlpineBits server does not agree to ${CAPABILITIES.read}. Ask the portal to turn it on.`
    throw new ChannelFailure('NotSupported', text, { stop: true })
  }
  try {
    const answer = await post(action, message, context)
    const read = readAnswer(answer.body, action)
    const notices = read.kind === 'message' ? [...read.errors, ...read.warnings] : []
    // There is no place here to answer what it asks for: the next message that is sent will.
    for (const facet of facetsAsked(notices)) session.asked.add(facet)
    if (read.kind === 'refusal' || asksForHandshake(notices)) forgetSession(connection)
    if (read.kind === 'message' && read.isSuccess && answer.status < 300) return read
    throw failureOf(read, answer, clock.now())
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    throw new ChannelFailure(error.code, unreachable(error))
  }
}
