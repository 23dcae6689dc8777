/** A host process: the real ledger over its file, with what a desk and a sync process ask of it. It may die at any moment. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { LaneRules } from '../../main/ledger/lanes/rules.ts'
import { type OpenedLedger, openLedger } from '../../main/ledger/open-ledger.ts'
import type { Chance } from './chance.ts'
import type { MachineClock } from './machine-clock.ts'
import type { Scope } from './timeline.ts'

export interface HostParts {
  readonly dir: string
  readonly clock: MachineClock
  readonly chance: Chance
  readonly rules: LaneRules
}

export class Host {
  readonly scope: Scope
  readonly ledger: OpenedLedger
  /** Calls of the ledger that have not ended yet: the world waits for them before it goes on. */
  static underWay = 0

  private constructor(scope: Scope, ledger: OpenedLedger) {
    this.scope = scope
    this.ledger = ledger
  }

  static async open({ dir, clock, chance, rules }: HostParts): Promise<Host> {
    const scope = { isAlive: true, onMachine: true }
    const own = clock.ofProcess(scope)
    const ledger = await openLedger({
      dir,
      clock: { now: own.now, monotonic: own.monotonic },
      random: { bytes: (count) => Uint8Array.from({ length: count }, () => chance.int(0, 255)) },
      rules,
    })
    return new Host(scope, ledger)
  }

  /** Asks the ledger; the world goes on when it has answered. */
  async ask<T>(work: (ledger: OpenedLedger) => Promise<T>): Promise<T> {
    Host.underWay += 1
    try {
      return await work(this.ledger)
    } finally {
      Host.underWay -= 1
    }
  }

  /** Only what is committed stays: nothing of the ledger is under way between two steps of the world. */
  async die(): Promise<void> {
    this.scope.isAlive = false
    await this.ledger.close()
  }

  /** An injected bug: the lock that keeps a second host away. */
  static unlock(dir: string): void {
    rmSync(join(dir, 'host.lock.db'), { force: true })
  }
}

/** Everything that needs no time has happened then. */
export async function settled(): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve))
  while (Host.underWay > 0)
}
