/** Folios and what is posted to them. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function foliosApi(desk: GuardedContract, ledger: Ledger) {
  return {
    open: desk.folios.open.handler(({ input, context }) =>
      ledger.submit('folios.open', context.caller.actor, input),
    ),
    post: desk.folios.post.handler(({ input, context }) =>
      ledger.submit('folios.post', context.caller.actor, input),
    ),
    postNights: desk.folios.postNights.handler(({ input, context }) =>
      ledger.submit('folios.postNights', context.caller.actor, input),
    ),
    pay: desk.folios.pay.handler(({ input, context }) =>
      ledger.submit('folios.pay', context.caller.actor, input),
    ),
    refund: desk.folios.refund.handler(({ input, context }) =>
      ledger.submit('folios.refund', context.caller.actor, input),
    ),
    reverse: desk.folios.reverse.handler(({ input, context }) =>
      ledger.submit('folios.reverse', context.caller.actor, input),
    ),
    split: desk.folios.split.handler(({ input, context }) =>
      ledger.submit('folios.split', context.caller.actor, input),
    ),
    transfer: desk.folios.transfer.handler(({ input, context }) =>
      ledger.submit('folios.transfer', context.caller.actor, input),
    ),
    route: desk.folios.route.handler(({ input, context }) =>
      ledger.submit('folios.route', context.caller.actor, input),
    ),
    close: desk.folios.close.handler(({ input, context }) =>
      ledger.submit('folios.close', context.caller.actor, input),
    ),
    reopen: desk.folios.reopen.handler(({ input, context }) =>
      ledger.submit('folios.reopen', context.caller.actor, input),
    ),
    saveArticle: desk.folios.saveArticle.handler(({ input, context }) =>
      ledger.submit('folios.saveArticle', context.caller.actor, input),
    ),
    ofReservation: desk.folios.ofReservation.handler(({ input }) => ledger.queries.folios(input)),
    articles: desk.folios.articles.handler(() => ledger.queries.articles()),
  }
}
