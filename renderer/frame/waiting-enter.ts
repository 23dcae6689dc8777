/** Enter that comes before its answer waits for it, for a while; whatever else is done meanwhile takes it back. */
import { useEffect, useLayoutEffect, useState } from 'react'
import { useDesk } from '../desk-context.tsx'

const ENTER_WAITS_MS = 10_000

export interface WaitingEnter {
  readonly isWaiting: boolean
  /** Does it now, or once it is ready. */
  enter(): void
  takeBack(): void
}

/** @param onLate it was waited for in vain */
export function useWaitingEnter(isReady: boolean, act: () => void, onLate?: () => void): WaitingEnter {
  const { page } = useDesk()
  const [isWaiting, setWaiting] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: waited for once, whatever is drawn meanwhile
  useEffect(() => {
    if (!isWaiting) return
    return page.setTimer(ENTER_WAITS_MS, () => {
      setWaiting(false)
      onLate?.()
    })
  }, [page, isWaiting])
  useLayoutEffect(() => {
    if (!isWaiting || !isReady) return
    setWaiting(false)
    act()
  })
  return {
    isWaiting,
    enter() {
      if (isReady) act()
      else setWaiting(true)
    },
    takeBack: () => setWaiting(false),
  }
}
