/** What a trace of Chromium says about frames: how long the page's main thread worked in each. Pure. */

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
  /** Of it, the time that the thread had the processor. */
  readonly tdur?: number
}

/** The categories that hold the tasks of a thread and the beginnings of its frames. */
export const TRACE_CATEGORIES = ['toplevel', 'devtools.timeline']

/**
 * Ms of processor time of the main thread's tasks, by frame; of the thread with most frames. Not the clock's time: what
 * other programs take of a busy machine is no cost of the page.
 */
export function busyPerFrame(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] }
  const frames = traceEvents.filter(({ name }) => name === 'FireAnimationFrame')
  const threads = Map.groupBy(frames, ({ pid, tid }) => `${pid} ${tid}`)
  const [main] = [...threads.values()].sort((a, b) => b.length - a.length)
  const [first] = main ?? []
  if (main === undefined || first === undefined) throw new Error('the trace has no frame')
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) =>
      name === 'ThreadControllerImpl::RunTask' && ph === 'X' && pid === first.pid && tid === first.tid,
  )
  if (tasks.length === 0) throw new Error('the trace has no task')
  const starts = main.map(({ ts }) => ts).sort((a, b) => a - b)
  const busy = starts.map(() => 0)
  let frame = 0
  for (const { ts, dur = 0, tdur = dur } of tasks.sort((a, b) => a.ts - b.ts)) {
    // A frame's own task holds its begin.
    while (frame + 1 < starts.length && (starts[frame + 1] ?? 0) <= ts + dur) frame += 1
    busy[frame] = (busy[frame] ?? 0) + tdur / 1_000
  }
  // Before the first frame and after the last one is no whole frame.
  return busy.slice(1, -1)
}
