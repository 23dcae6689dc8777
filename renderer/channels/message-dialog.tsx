/** One message as the channel sent it, card numbers masked before it was ever stored. */
import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { Key } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { FOCUS_AT_ONCE, useReturnFocus } from '../frame/return-focus.ts'
import { t } from '../text/text.ts'

export function MessageDialog({ channelId, messageId }: { channelId: string; messageId: number }) {
  useReturnFocus()
  const { queries } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  const query = useQuery(queries.channels.message.queryOptions({ input: { channelId, messageId } }))
  return (
    <Modal
      opened
      onClose={close}
      title={t('channels.message.title')}
      centered
      size={920}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
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
    </Modal>
  )
}
