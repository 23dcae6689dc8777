/** The processes that a host starts, seen from the host: forks under plain Node, utility processes under Electron. */
import type { ChildKind } from '../../shared/shell-link.ts'

export interface HostChild {
  readonly pid: number | undefined
  postMessage(message: string): void
  onMessage(listener: (message: unknown) => void): void
  /** Once, when it is certain that no instruction of it runs any more. */
  onExit(listener: (how: string) => void): void
  /** Closes the link: the process is expected to end by itself. */
  disconnect(): void
  /** Ends it at once (SIGKILL). */
  kill(): void
}

export interface ChildStart {
  readonly args?: readonly string[]
  /** Put into its environment, which is not for everybody to read as arguments are. */
  readonly secrets?: Readonly<Record<string, string>>
}

export type SpawnChild = (kind: ChildKind, start?: ChildStart) => HostChild
