/** What a channel is and how one is connected, while there is none. */
import { Button } from '@mantine/core'
import { useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'

export function NoChannel() {
  const open = useDeskState((state) => state.open)
  const isAway = useIsAway()
  return (
    <div className="no-channel">
      <div className="card">
        <h1>{t('channels.none.title')}</h1>
        <p>{t('channels.none.what')}</p>
        <p className="muted">{t('channels.none.needs')}</p>
        <div>
          <Button
            disabled={isAway}
            rightSection={<Key>N</Key>}
            onClick={() => open({ kind: 'connectChannel' })}
          >
            {t('channels.none.connect')}
          </Button>
        </div>
      </div>
    </div>
  )
}
