/** A button that lets a file be chosen. */
import { Button } from '@mantine/core'
import { useRef } from 'react'
import { FOCUS_AT_ONCE } from './keyboard.ts'

export function FileChoice({
  words,
  accept,
  testId,
  isFirst = true,
  onChoose,
}: {
  words: string
  /** As the input's attribute has it. */
  accept: string
  testId: string
  /** Whether the keyboard begins there when it appears. */
  isFirst?: boolean
  onChoose: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button variant="default" {...(isFirst ? FOCUS_AT_ONCE : {})} onClick={() => input.current?.click()}>
        {words}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        data-testid={testId}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file !== undefined) onChoose(file)
          // The same file again, corrected, is a new choice.
          currentTarget.value = ''
        }}
      />
    </>
  )
}
