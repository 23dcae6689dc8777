/** Why a number is what it is: a frame that Escape closes, and who changed it last. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answers } from '../connection/desk-client.ts'
import { useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { actorText } from '../journal/journal-words.ts'
import { t } from '../text/text.ts'

export function WhyDialog({ title, children }: { title: string; children: ReactNode }) {
  const close = useDeskState((state) => state.closeDialog)
  return (
    <OverScreen onClose={close} title={title} size={620}>
      <div className="dialog-body" data-testid="why">
        {children}
        <div className="dialog-foot">
          <Button variant="default" onClick={close} rightSection={<Key>Esc</Key>} {...FOCUS_AT_ONCE}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    </OverScreen>
  )
}

type ChangedBy = Answers['inventory']['why']['changed']

/** @param never what is said where no command is known to have changed it */
export function LastChange({ changed, never }: { changed: ChangedBy; never: string }) {
  const { clock } = useHotel()
  return (
    <p className="muted second" data-testid="why-changed">
      {changed === null
        ? never
        : t('why.changed', {
            actor: actorText(changed.actor),
            at: clock.dayAndTime(changed.at),
            seq: changed.seq,
          })}
    </p>
  )
}
