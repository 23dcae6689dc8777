/** The limits of recommendations as they are typed. Pure. */
import type { Answers } from '../connection/desk-client.ts'
import type { MessageId } from '../text/catalogue.ts'

type Settings = Answers['pricing']['settings']
export type AutopilotMode = Settings['autopilot']

export const AUTOPILOT_MODES = [
  'off',
  'within_percent',
  'within_bounds',
] as const satisfies readonly AutopilotMode[]
export const AUTOPILOT_FIELDS = ['maxDailyStepPercent', 'autopilotPercent', 'autopilotDays'] as const
export type AutopilotField = (typeof AUTOPILOT_FIELDS)[number]

export type AutopilotEntry = { readonly autopilot: AutopilotMode } & Readonly<Record<AutopilotField, string>>

interface Limit {
  readonly words: MessageId
  readonly unit: MessageId
  readonly min: number
  readonly max: number
}

/** As the contract takes them. */
export const AUTOPILOT_LIMITS: Readonly<Record<AutopilotField, Limit>> = {
  maxDailyStepPercent: { words: 'autopilot.step', unit: 'autopilot.stepUnit', min: 1, max: 100 },
  autopilotPercent: { words: 'autopilot.percent', unit: 'autopilot.percentUnit', min: 1, max: 50 },
  autopilotDays: { words: 'autopilot.days', unit: 'autopilot.daysUnit', min: 1, max: 365 },
}

export function entryOf(settings: Pick<Settings, 'autopilot' | AutopilotField>): AutopilotEntry {
  return {
    autopilot: settings.autopilot,
    maxDailyStepPercent: String(settings.maxDailyStepPercent),
    autopilotPercent: String(settings.autopilotPercent),
    autopilotDays: String(settings.autopilotDays),
  }
}

export interface AutopilotReading {
  readonly rules: Partial<Pick<Settings, 'autopilot' | AutopilotField>> | null
  readonly issues: readonly AutopilotField[]
}

/** What the chosen way does not use is left as it is stored. */
export function readAutopilot(entry: AutopilotEntry): AutopilotReading {
  const { autopilot } = entry
  const used = AUTOPILOT_FIELDS.filter(
    (field) =>
      field === 'maxDailyStepPercent' ||
      (field === 'autopilotPercent' ? autopilot === 'within_percent' : autopilot !== 'off'),
  )
  const issues = used.filter((field) => {
    const { min, max } = AUTOPILOT_LIMITS[field]
    return !/^\d{1,3}$/.test(entry[field]) || Number(entry[field]) < min || Number(entry[field]) > max
  })
  if (issues.length > 0) return { rules: null, issues }
  return {
    rules: { autopilot, ...Object.fromEntries(used.map((field) => [field, Number(entry[field])])) },
    issues,
  }
}

/** Room types without floor or ceiling: autopilot leaves them alone. */
export function withoutBounds(bounds: Settings['bounds']): string[] {
  return bounds
    .filter(({ floorMinor, ceilingMinor }) => floorMinor === null || ceilingMinor === null)
    .map(({ roomTypeId }) => roomTypeId)
}
