/** One message as the channel sent it, card numbers masked before it was ever stored. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'

export function MessageDialog({ channelId, messageId }: { channelId: string; messageId: number }) {
  const { queries } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const query = useQuery(queries.channels.message.queryOptions({ input: { channelId, messageId } }))
  return (
    <OverScreen onClose={close} title={t('channels.message.title')} size={920}>
      <div className="dialog-body">
        <p className="muted">{t('channels.message.masked')}</p>
        <QueryView query={query}>
          {({ raw }) => (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
            <pre className="raw-message" tabIndex={0} data-testid="raw-message">
              {raw}
            </pre>
          )}
        </QueryView>
        <div className="dialog-foot">
          <Button variant="default" onClick={close} rightSection={<Key>Esc</Key>} {...FOCUS_AT_ONCE}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    </OverScreen>
  )
}
