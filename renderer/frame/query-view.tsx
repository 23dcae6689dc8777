/** What stands in place of a list while it loads or cannot be loaded; a list that was shown stays while it refetches. */
import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { failureOf } from '../failure.ts'
import { t } from '../text/text.ts'
import { FailureAlert } from './failure-alert.tsx'

export function QueryView<T>({
  query,
  children,
}: {
  query: UseQueryResult<T, unknown>
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError)
    return (
      <div className="notice-empty">
        <FailureAlert failure={failureOf(query.error)} />
        <Button mt={12} variant="default" onClick={() => void query.refetch()}>
          {t('common.tryAgain')}
        </Button>
      </div>
    )
  return (
    <p className="notice-empty is-loading" role="status">
      {t('common.loading')}
    </p>
  )
}
