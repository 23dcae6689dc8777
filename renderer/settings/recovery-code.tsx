/** The recovery code of a pairing: shown until it is on paper; printed alone on its sheet. */
import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useDesk, useHotel } from '../desk-context.tsx'
import { longDayText } from '../formats.ts'
import { t } from '../text/text.ts'
import { Part } from './part.tsx'

export function RecoveryCode({ code, onKept }: { code: string; onKept: () => void }) {
  const { page } = useDesk()
  const { hotel } = useHotel()
  const [isKept, setKept] = useState(false)
  return (
    <Part title={t('settings.relay.recovery')} text={t('settings.relay.recovery.text')}>
      <div className="print-sheet settings-secret" data-testid="recovery-code">
        <p className="print-only">
          {t('settings.relay.recovery.sheet', { hotel: hotel.name, day: longDayText(hotel.calendarDate) })}
        </p>
        <code className="settings-code-text">{code}</code>
        <p className="print-only">{t('settings.relay.recovery.keep')}</p>
      </div>
      <div className="row">
        <Button variant="default" autoFocus onClick={() => page.print()}>
          {t('settings.relay.recovery.print')}
        </Button>
        <Checkbox
          label={t('settings.relay.recovery.written')}
          checked={isKept}
          onChange={({ currentTarget: { checked } }) => setKept(checked)}
        />
        <span className="grow" />
        <Button disabled={!isKept} onClick={onKept}>
          {t('settings.relay.recovery.done')}
        </Button>
      </div>
    </Part>
  )
}
