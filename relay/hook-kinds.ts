/** Every kind of channel that posts here: one line each. */
import type { PostingKind } from '../shared/channel-kinds/posting.ts'
import { webhook as agoda } from '../sync/channels/agoda/webhook.ts'
import { webhook as alpinebits } from '../sync/channels/alpinebits/webhook.ts'
import { webhook as bookingcom } from '../sync/channels/bookingcom/webhook.ts'
import { webhook as channex } from '../sync/channels/channex/webhook.ts'
import { webhook as expedia } from '../sync/channels/expedia/webhook.ts'
import { webhook as siteminder } from '../sync/channels/siteminder/webhook.ts'
import type { WebhookForm } from '../sync/channels/webhook-form.ts'

export const WEBHOOK_FORMS: Readonly<Record<PostingKind, WebhookForm>> = {
  agoda,
  alpinebits,
  bookingcom,
  channex,
  expedia,
  siteminder,
}

export interface HookKind {
  readonly kind: string
  readonly form: WebhookForm
}

const BY_ACTION: ReadonlyMap<string, HookKind> = new Map(
  Object.entries(WEBHOOK_FORMS).flatMap(([kind, form]) =>
    Object.values(form.actions).map((action) => [action, { kind, form }] as const),
  ),
)

/** Undefined for the end of no address. */
export const hookKindOf = (action: string): HookKind | undefined => BY_ACTION.get(action)
