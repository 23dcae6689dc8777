/** Asks before a filled draft is dropped: Enter and Escape keep it, only D discards. */
import { Button } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { FOCUS_AT_ONCE, useReturnFocus } from '../frame/keyboard.ts'
import { Key, Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'

export function DropQuestion({
  name,
  onKeep,
  onDiscard,
}: {
  /** Of the booker; empty while none was typed. */
  name: string
  onKeep: () => void
  onDiscard: () => void
}) {
  useReturnFocus()
  function onKeyDown(event: KeyboardEvent) {
    if (event.key.toLowerCase() !== 'd' || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    onDiscard()
  }
  return (
    <div className="sale-foot" role="alertdialog" aria-label={t('sale.drop.title')} onKeyDown={onKeyDown}>
      <Mark tone="warning" />
      <span className="grow">
        <span className="strong">{t('sale.drop.title')}</span>{' '}
        {t('sale.drop.text', { name: name === '' ? 'none' : name })}
      </span>
      <Button variant="default" rightSection={<Key>D</Key>} onClick={onDiscard}>
        {t('sale.drop.discard')}
      </Button>
      <Button {...FOCUS_AT_ONCE} rightSection={<Key>Enter</Key>} onClick={onKeep}>
        {t('sale.drop.keep')}
      </Button>
    </div>
  )
}
