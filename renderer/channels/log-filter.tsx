/** Which entries of a log are looked at, by what became of them. */
import { SegmentedControl } from '@mantine/core'
import { t } from '../text/text.ts'

export const ALL = 'all'

export function LogFilter({
  value,
  data,
  onChange,
}: {
  value: string
  data: readonly { readonly value: string; readonly label: string }[]
  onChange: (value: string) => void
}) {
  return (
    <div className="log-filter">
      <SegmentedControl
        aria-label={t('channels.log.filter')}
        value={value}
        onChange={onChange}
        data={[...data]}
      />
    </div>
  )
}
