/** How measures look in words, and when they are good, late or bad. Pure. */
import { COMMAND_TARGET_MS, SYNC_LAG_ALERT_MS, SYNC_LAG_TARGET_MS } from '../../shared/operations-targets.ts'
import { durationText } from '../channels/lane-words.ts'
import { decimalText, numberText } from '../formats.ts'
import type { Tone } from '../frame/tone.ts'
import { t } from '../text/text.ts'

/** `4.6 ms`, `940 ms`, `1.6 s`, `7 min 52 s`; a dash where nothing was measured. */
export function tookText(ms: number | null): string {
  if (ms === null) return '–'
  if (ms < 100) return t('operations.ms', { ms: decimalText(ms) })
  if (ms < 1_000) return t('operations.ms', { ms: numberText(ms) })
  if (ms < 10_000) return t('operations.seconds', { seconds: decimalText(ms / 1_000) })
  return durationText(ms)
}

/** Of what is late by the field's targets; unknown where nothing was measured. */
export function lagTone(ms: number | null): Tone {
  if (ms === null) return 'unknown'
  if (ms <= SYNC_LAG_TARGET_MS) return 'ok'
  return ms <= SYNC_LAG_ALERT_MS ? 'warning' : 'danger'
}

export function commandTone(ms: number | null): Tone {
  if (ms === null) return 'unknown'
  return ms <= COMMAND_TARGET_MS ? 'ok' : 'warning'
}

/** `99.98%`; a dash where nothing was measured. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return '–'
  // Never rounded up to all of them: one that was late is to be seen.
  const percent = Math.floor((part / whole) * 1_000) / 10
  return t('operations.percent', { percent: percent === 100 ? numberText(100) : decimalText(percent) })
}
