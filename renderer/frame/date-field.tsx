/** A day that is gone to as soon as it is one; while a date is typed it keeps what is typed. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { type IsoDate, isIsoDate } from '../../shared/dates.ts'

export function DateField({
  label,
  value,
  min,
  max,
  disabled = false,
  onPick,
}: {
  label: string
  value: IsoDate
  min: IsoDate
  max?: IsoDate
  disabled?: boolean
  onPick: (date: IsoDate) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextInput
      type="date"
      w={136}
      aria-label={label}
      disabled={disabled}
      value={typed ?? value}
      min={min}
      {...(max === undefined ? {} : { max })}
      onChange={({ currentTarget: { value: text } }) => {
        setTyped(text)
        if (isIsoDate(text)) onPick(text)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
