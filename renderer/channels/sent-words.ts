/** What became of a request, in a sign and a word; pure. */
import type { Answers } from '../connection/desk-client.ts'
import type { Tone } from '../frame/tone.ts'
import { t } from '../text/text.ts'

export type SentRequest = Answers['channels']['sent']['requests'][number]

/** The worst that became of one of its ranges. */
export function sentTone({ refused, notApplied, uncertain }: SentRequest): Tone {
  if (uncertain > 0) return 'warning'
  if (notApplied > 0) return 'danger'
  return refused > 0 ? 'parked' : 'ok'
}

export function sentWords(request: SentRequest): string {
  const { ranges, acknowledged, refused, notApplied, uncertain } = request
  if (acknowledged === ranges) return t('channels.sent.acknowledged')
  return t('channels.sent.parts', { acknowledged, refused, notApplied, uncertain })
}
