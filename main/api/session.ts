/** The session of a caller. */
import type { GuardedContract } from './guard.ts'
import type { SessionsPort } from './ports.ts'

export function sessionApi(desk: GuardedContract, sessions: SessionsPort) {
  return {
    who: desk.session.who.handler(({ context }) => ({
      actor: context.caller.actor,
      permissions: [...context.caller.permissions],
    })),
    createOpeningLink: desk.session.createOpeningLink.handler(({ context }) =>
      sessions.createOpeningLink(context.caller),
    ),
  }
}
