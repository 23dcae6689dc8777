/** The processes that a host asks for: started as utility processes, linked to it by a port, ended with it. */
import type { MessagePortMain, UtilityProcess } from 'electron'
import type { ToHost, ToShell } from '../../shared/shell-link.ts'
import type { ElectronParts, ShellClock, ShellPlaces } from './electron-parts.ts'

export interface HostChildren {
  start(wanted: Extract<ToShell, { say: 'spawn' }>): void
  kill(id: number): void
  /**
   * Ends all that run, at once: they serve a host that is no more. Resolves when they have exited, or can be expected
   * to do no more harm: a killed process that is stuck in the kernel sends nothing.
   */
  endAll(): Promise<void>
}

/** Far more than a host ever needs; beyond it something is wrong with it. */
const MOST_CHILDREN = 8
const END_WITHIN_MS = 10_000
const SERVICE_NAMES = {
  sync: 'Keyrack sync',
  sandbox: 'Keyrack sandbox',
  sandboxes: 'Keyrack sandboxes',
} as const

/** @param host the process that asks. */
export function hostChildren(
  electron: Pick<ElectronParts, 'utilityProcess' | 'MessageChannelMain'>,
  places: Pick<ShellPlaces, 'syncEntry' | 'sandboxEntry' | 'sandboxesEntry'>,
  host: Pick<UtilityProcess, 'postMessage'>,
  endNow: (process: UtilityProcess) => void,
  clock: Pick<ShellClock, 'after'>,
): HostChildren {
  const running = new Map<number, { process: UtilityProcess; ended: Promise<void> }>()
  const tell = (message: ToHost, ports: MessagePortMain[] = []) => host.postMessage(message, ports)

  function launch({ id, child, args, env }: Extract<ToShell, { say: 'spawn' }>): void {
    const entry = places[`${child}Entry`]
    const process = electron.utilityProcess.fork(entry, [...args], {
      env: { ...env },
      serviceName: SERVICE_NAMES[child],
      // Standard output stays for whoever starts these by hand.
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const ended = new Promise<void>((resolve) => {
      process.once('exit', (code) => {
        running.delete(id)
        tell({ say: 'childEnded', id, how: `exit code ${code}` })
        resolve()
      })
    })
    running.set(id, { process, ended })
    process.once('spawn', () => {
      const { port1, port2 } = new electron.MessageChannelMain()
      process.postMessage({ say: 'link' }, [port2])
      tell({ say: 'childStarted', id, ...(process.pid === undefined ? {} : { pid: process.pid }) }, [port1])
    })
  }

  return {
    start(wanted) {
      try {
        if (running.size >= MOST_CHILDREN) throw new Error('too many processes')
        launch(wanted)
      } catch (error) {
        const how = error instanceof Error ? error.message : String(error)
        tell({ say: 'childEnded', id: wanted.id, how })
      }
    },
    kill(id) {
      const child = running.get(id)
      if (child !== undefined) endNow(child.process)
    },
    async endAll() {
      const children = [...running.values()]
      for (const { process } of children) endNow(process)
      const late = Promise.withResolvers<void>()
      const cancel = clock.after(END_WITHIN_MS, late.resolve)
      await Promise.race([late.promise, Promise.all(children.map(({ ended }) => ended))])
      cancel()
    },
  }
}
