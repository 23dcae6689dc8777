/**
 * Keeps one sync process running: each start is a new epoch, an earlier one is refused, and after a death
 * the next start waits, longer each time, with full jitter.
 */
import { randomUUID } from 'node:crypto'
import { RPCHandler } from '@orpc/server/ws'
import type { Inquiry, InquiryAnswer } from '../../shared/contract/channel-inquiry.ts'
import { answerUnreadable, type ReportIncident } from '../api/failures.ts'
import type { LaneDesk } from '../ledger/ledger.ts'
import type { HostClock, HostRandom } from './clock.ts'
import { type FrameLink, serveFrames } from './frame-link.ts'
import type { HostChild } from './host-child.ts'
import { createInquiries } from './inquiries.ts'
import { type LinkContext, type LinkWatch, type RelayFeedPort, syncLinkRouter } from './sync-link.ts'

export interface SupervisorParts {
  readonly lanes: LaneDesk
  readonly relay: RelayFeedPort
  spawnSync(): HostChild
  readonly clock: HostClock
  readonly random: HostRandom
  readonly report: ReportIncident
  /** Of the commands whose changes a request carries. */
  readonly traceIdsOf?: (requestId: string) => readonly string[]
  /** Left out where nobody looks at what channels were asked. */
  readonly watched?: LinkWatch
  readonly log: { info(fields: object, text: string): void; warn(fields: object, text: string): void }
}

export interface SyncSupervisor {
  start(): void
  isRunning(): boolean
  /** Calls whenever a process has started or ended; the answer ends it. */
  onRunning(listener: () => void): () => void
  epoch(): number
  pid(): number | undefined
  /** @throws DomainError SyncUnavailable, HostBusy */
  ask(inquiry: Inquiry): Promise<InquiryAnswer>
  /** Ends the process: asked first, killed after `STOP_GRACE_MS`. Nothing is started any more. */
  stop(): Promise<void>
}

export const FIRST_RESTART_MS = 100
export const LONGEST_RESTART_MS = 10_000
/** A process that lived so long was healthy: the next death starts counting anew. */
const HEALTHY_AFTER_MS = 60_000
export const STOP_GRACE_MS = 2_000

const UNWATCHED: LinkWatch = {
  note: () => undefined,
  comparing: () => undefined,
  compared: () => undefined,
}

/** Full jitter: uniform from 0 to the bound, which doubles with every death in a row; milliseconds. */
export function restartDelayMs(deaths: number, fraction: number): number {
  return Math.round(fraction * Math.min(LONGEST_RESTART_MS, FIRST_RESTART_MS * 2 ** Math.min(deaths, 20)))
}

export function superviseSync(parts: SupervisorParts): SyncSupervisor {
  const { lanes, clock, random, log } = parts
  let epoch = 0
  let deaths = 0
  let stopping = false
  let running: Running | null = null
  let cancelRestart: () => void = () => {}
  let starting: Promise<void> = Promise.resolve()
  const runningListeners = new Set<() => void>()
  const inquiries = createInquiries(clock, randomUUID, () => running !== null)
  const router = syncLinkRouter(
    lanes,
    parts.relay,
    inquiries,
    () => epoch,
    parts.report,
    parts.traceIdsOf ?? (() => []),
    parts.watched ?? UNWATCHED,
  )
  const handler = new RPCHandler<LinkContext>(router, { interceptors: [answerUnreadable] })

  function setRunning(now: Running | null): void {
    running = now
    for (const listener of runningListeners) listener()
  }

  async function begin(): Promise<void> {
    epoch++
    await lanes.beginEpoch()
    if (stopping) return
    const mine = epoch
    const startedAt = clock.monotonic()
    const started = watch(parts, (how) => {
      setRunning(null)
      if (stopping) return
      if (clock.monotonic() - startedAt >= HEALTHY_AFTER_MS) deaths = 0
      launchLater({ epoch: mine, how }, 'sync process ended; it will be started again')
    })
    setRunning(started)
    log.info({ epoch: mine, pid: started.worker.pid }, 'sync process started')
    serveFrames(started.link, (socket) => handler.upgrade(socket, { context: { epoch: mine } }))
  }

  /** A start that fails counts as a death, so that it is tried again, later each time. */
  function launch(): void {
    starting = begin().catch((error: unknown) => {
      const incidentId = parts.report(error, 'sync start')
      if (!stopping) launchLater({ incidentId }, 'sync process could not be started; it will be tried again')
    })
  }

  function launchLater(fields: object, text: string): void {
    const delayMs = restartDelayMs(deaths++, random.fraction())
    log.warn({ ...fields, delayMs }, text)
    cancelRestart = clock.after(delayMs, launch)
  }

  return {
    start: launch,
    isRunning: () => running !== null,
    onRunning(listener) {
      runningListeners.add(listener)
      return () => runningListeners.delete(listener)
    },
    epoch: () => epoch,
    pid: () => running?.worker.pid,
    ask: inquiries.ask,
    async stop() {
      stopping = true
      cancelRestart()
      await starting
      if (running === null) return
      const last = running
      const cancelKill = clock.after(STOP_GRACE_MS, last.kill)
      last.worker.disconnect()
      await last.ended
      cancelKill()
    },
  }
}

interface Running {
  readonly worker: HostChild
  readonly link: FrameLink
  /** Resolves when it has exited, or was killed and can no longer do harm. */
  readonly ended: Promise<void>
  kill(): void
}

/**
 * @param onEnd called once: when the process has exited, or, if it was killed and does not exit (a process can be
 * stuck in the kernel), when the longest request deadline has passed since, so that nothing it sent can still land.
 */
function watch(parts: SupervisorParts, onEnd: (how: string) => void): Running {
  const worker = parts.spawnSync()
  const closeListeners: (() => void)[] = []
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  let isOver = false
  const end = (how: string): void => {
    if (isOver) return
    isOver = true
    for (const listener of closeListeners) listener()
    onEnd(how)
    resolve()
  }
  worker.onExit(end)
  const kill = (): void => {
    worker.kill()
    parts.clock.after(parts.lanes.longestDeadlineMs(), () => end('killed, without a sign of its exit'))
  }
  const link: FrameLink = {
    onFrame: (listener) => worker.onMessage(listener),
    onClose: (listener) => closeListeners.push(listener),
    send: async (frame) => worker.postMessage(frame),
    refuse: kill,
  }
  return { worker, link, ended, kill }
}
