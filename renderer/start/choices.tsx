/** The two long lists of the form: every currency and every time zone that the browser knows, found by typing. */
import { Select, type SelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { currencyChoices, zoneChoices } from '../formats.ts'
import { t } from '../text/text.ts'

/** Options shown at a time; typing narrows them. */
const MOST_SHOWN = 60

type ChoiceProps = Pick<SelectProps, 'value' | 'error' | 'disabled'> & {
  readonly field: string
  onChoose(value: string): void
}

export function CurrencyChoice(props: ChoiceProps) {
  const data = useMemo(currencyChoices, [])
  return <Choice {...props} label={t('start.currency')} data={data} />
}

export function ZoneChoice(props: ChoiceProps) {
  const data = useMemo(zoneChoices, [])
  return <Choice {...props} label={t('start.timeZone')} data={data} />
}

function Choice({
  label,
  data,
  field,
  onChoose,
  ...rest
}: ChoiceProps & { label: string; data: readonly { value: string; label: string }[] }) {
  return (
    <Select
      {...rest}
      label={label}
      data={data}
      data-field={field}
      searchable
      limit={MOST_SHOWN}
      allowDeselect={false}
      nothingFoundMessage={t('start.notFound')}
      onChange={(value) => {
        if (value !== null) onChoose(value)
      }}
    />
  )
}
