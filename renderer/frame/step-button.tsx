/** A step back or on in time. */
import { Button } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/icons/IconChevronLeft'
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight'

const ICONS = { earlier: IconChevronLeft, later: IconChevronRight } as const

export function StepButton({
  way,
  label,
  onStep,
}: {
  way: keyof typeof ICONS
  label: string
  /** Undefined: there is nowhere to go. */
  onStep: (() => void) | undefined
}) {
  const Icon = ICONS[way]
  return (
    <Button
      variant="default"
      h={28}
      px={6}
      aria-label={label}
      disabled={onStep === undefined}
      onClick={onStep}
    >
      <Icon size={16} stroke={1.75} />
    </Button>
  )
}
