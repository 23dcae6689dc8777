/** Calls to a channel as the host keeps them: no commit announces them, so they are asked for again while somebody looks. */
import { useQuery } from '@tanstack/react-query'
import { useDesk, useIsAway } from '../desk-context.tsx'

const LOOK_AGAIN_MS = 3_000

export function useCalls(channelId: string) {
  const { queries } = useDesk()
  const isAway = useIsAway()
  return useQuery(
    queries.channels.calls.queryOptions({
      input: { channelId },
      refetchInterval: isAway ? false : LOOK_AGAIN_MS,
    }),
  )
}
