/** Seeds that are kept: those that once failed, and for each injected bug one that finds it. */
import { readFileSync, writeFileSync } from 'node:fs'

export interface FailingSeed {
  readonly seed: number
  /** What was wrong when it was kept. */
  readonly found: string
}

const FAILING = new URL('failing-seeds.json', import.meta.url)
const CATCHING = new URL('catching-seeds.json', import.meta.url)

const read = <T>(file: URL): T => JSON.parse(readFileSync(file, 'utf8')) as T

export const failingSeeds = (): FailingSeed[] => read<FailingSeed[]>(FAILING)

export function keepFailing(found: readonly FailingSeed[]): void {
  const kept = new Map([...found, ...failingSeeds()].map((each) => [each.seed, each]))
  const sorted = [...kept.values()].sort((a, b) => a.seed - b.seed)
  writeFileSync(FAILING, `${JSON.stringify(sorted, null, 2)}\n`)
}

/** By the name of the bug. */
export const catchingSeeds = (): Record<string, number> => read<Record<string, number>>(CATCHING)
