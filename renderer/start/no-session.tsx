/** What a browser without a session sees: why, and how to get in. */
import { Button } from '@mantine/core'
import { BrandMark } from '../frame/header.tsx'
import { t } from '../text/text.ts'

export type ClosedDoor = 'none' | 'refused' | 'unreachable'

export function NoSession({ door, onRetry }: { door: ClosedDoor; onRetry: () => void }) {
  return (
    <main className="centred">
      <div className="card" role="alert" data-testid={`no-session-${door}`}>
        <span className="brand">
          <BrandMark />
          Keyrack
        </span>
        <h1>{t(`start.door.${door}`)}</h1>
        <p>{t(`start.door.${door}.text`)}</p>
        <div>
          <Button variant={door === 'unreachable' ? 'filled' : 'default'} onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        </div>
      </div>
    </main>
  )
}
