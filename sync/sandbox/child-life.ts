/** A sandbox process's beginning and end: it says its addresses when it is ready, and ends with whoever started it, or when told to. */
import { parentLink } from './parent-link.ts'

/**
 * @param ready what is told to the parent, or written to stdout in one JSON line where it was started by hand
 * @param nowAndThen calls every second or so, without keeping the process
 */
export function liveWithParent(
  ready: object,
  close: () => Promise<void>,
  nowAndThen: (look: () => void) => void,
): void {
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    await close()
    process.exit(0)
  }
  const stopNow = () => void stop()
  process.once('SIGTERM', stopNow)
  process.once('SIGINT', stopNow)
  const parent = parentLink()
  if (parent === null) {
    // Without a link that closes, the only sign of a parent's death is being handed to another one.
    const first = process.ppid
    nowAndThen(() => {
      if (process.ppid !== first) stopNow()
    })
    process.stdout.write(`${JSON.stringify(ready)}\n`)
    return
  }
  parent.onEnd(stopNow)
  parent.tell(ready)
}
