/** Which processes run below another one, read from the system's own table. */
import { execFileSync } from 'node:child_process'

interface Row {
  readonly pid: number
  readonly parent: number
  readonly isZombie: boolean
  readonly command: string
}

function processTable(): Row[] {
  const listing = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,state=,args='], {
    encoding: 'utf8',
    maxBuffer: 16_000_000,
  })
  return listing.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    if (pid === undefined || command === undefined) return []
    return [{ pid: Number(pid), parent: Number(parent), isZombie: state?.startsWith('Z') === true, command }]
  })
}

/** Running children whose command line holds `text`. */
export function childrenOf(pid: number, text: string): number[] {
  return processTable()
    .filter((row) => row.parent === pid && !row.isZombie && row.command.includes(text))
    .map((row) => row.pid)
}

/** Those that still run; one that has ended and that nobody has asked about counts as gone. */
export function stillRunning(pids: readonly number[]): number[] {
  return processTable()
    .filter((row) => pids.includes(row.pid) && !row.isZombie)
    .map((row) => row.pid)
}
