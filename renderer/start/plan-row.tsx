/** One rate plan of the form. The first one has the prices that are typed, further ones a percentage of them. */
import { TextInput } from '@mantine/core'
import IconTrash from '@tabler/icons-react/icons/IconTrash'
import { t } from '../text/text.ts'
import type { PlanDraft } from './set-up-draft.ts'

export function PlanRow({
  plan,
  isFirst,
  isPriced,
  errorAt,
  onChange,
  onRemove,
}: {
  plan: PlanDraft
  isFirst: boolean
  /** Its prices came from a file. */
  isPriced: boolean
  errorAt: (field: string) => string | null
  onChange: (change: Partial<PlanDraft>) => void
  onRemove: () => void
}) {
  const field = (name: 'code' | 'name' | 'percent', label: string) => ({
    label,
    autoComplete: 'off',
    'data-field': `plan.${plan.key}.${name}`,
    value: plan[name],
    error: errorAt(`plan.${plan.key}.${name}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  })
  return (
    <fieldset className="set-up-line" disabled={isPriced} data-testid={`plan-${plan.code.trim()}`}>
      <legend className="spoken-only">{plan.name}</legend>
      <TextInput w={84} {...field('code', t('start.plan.code'))} />
      <TextInput w={176} {...field('name', t('start.plan.name'))} />
      {isFirst || isPriced ? (
        <span className="second muted set-up-beside">
          {isPriced ? t('start.plan.fromFile') : t('start.plan.first')}
        </span>
      ) : (
        <>
          <TextInput
            w={160}
            inputMode="numeric"
            rightSection={<span className="second muted">%</span>}
            {...field('percent', t('start.plan.percent'))}
          />
          <button
            type="button"
            className="icon-button set-up-remove"
            aria-label={t('start.remove', { name: plan.name })}
            title={t('start.remove', { name: plan.name })}
            onClick={onRemove}
          >
            <IconTrash size={16} stroke={1.75} aria-hidden="true" />
          </button>
        </>
      )}
    </fieldset>
  )
}
