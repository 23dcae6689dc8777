/** What a scraper gets at `/metrics`, to read and to set one up by. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'

export function MetricsDialog() {
  const { queries, page } = useDesk()
  const close = useDeskState((state) => state.closeDialog)
  // As it is now, however often it was looked at.
  const query = useQuery(queries.operations.text.queryOptions({ staleTime: 0, gcTime: 0 }))
  const address = page.address()
  return (
    <OverScreen onClose={close} title={t('operations.metrics.title')} size={920}>
      <div className="dialog-body">
        <p className="muted">
          {address === null
            ? t('operations.metrics.how')
            : t('operations.metrics.at', { address: `${address}/metrics` })}
        </p>
        <QueryView query={query}>
          {({ text }) => (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
            <pre className="raw-message" translate="no" tabIndex={0} data-testid="metrics-text">
              {text}
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
