/**
 * `npm run simulate -- --seeds 1000 [--from N]` lives so many worlds on all cores and keeps the seeds that fail;
 * `npm run simulate -- --seed N` lives one and prints everything that happens in it.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { keepFailing } from './kept-seeds.ts'
import { type Outcome, simulate } from './world.ts'

/** What a worker tells of a seed. */
type Told = Pick<Outcome, 'seed' | 'wrong' | 'hash' | 'steps' | 'convergedMs'>

const MOST_TOLD = 5

async function liveOne(seed: number): Promise<void> {
  const { trace, hash, wrong, steps, convergedMs } = await simulate(seed, { keepsTrace: true })
  console.log(trace.join('\n'))
  console.log(
    `\nSeed ${seed}: ${steps} steps, hash ${hash}, together again ${convergedMs} ms after the turmoil.`,
  )
  for (const what of wrong) console.log(`WRONG ${what}`)
  process.exitCode = wrong.length > 0 ? 1 : 0
}

async function liveMany(from: number, count: number): Promise<void> {
  const startedAt = performance.now()
  const failed: Told[] = []
  let next = from
  let done = 0
  let slowestMs = 0
  const take = (told: Told) => {
    done += 1
    slowestMs = Math.max(slowestMs, told.convergedMs)
    if (told.wrong.length > 0) {
      failed.push(told)
      console.log(`seed ${told.seed}: ${told.wrong.slice(0, MOST_TOLD).join('\n  ')}`)
    }
    if (done % 100 === 0) console.log(`${done} of ${count} seeds, ${failed.length} failed`)
  }
  const live = (worker: Worker) =>
    new Promise<void>((resolve, reject) => {
      const give = () => {
        if (next >= from + count) worker.postMessage(null)
        else worker.postMessage(next++)
      }
      worker.on('message', (told: Told | null) => {
        if (told !== null) take(told)
        give()
      })
      worker.once('error', reject)
      worker.once('exit', () => resolve())
    })
  const workers = Math.min(count, availableParallelism())
  await Promise.all(Array.from({ length: workers }, () => live(new Worker(new URL(import.meta.url)))))
  const seconds = (performance.now() - startedAt) / 1_000
  const each = ((seconds * workers) / count).toFixed(2)
  console.log(
    `Seeds ${from} to ${from + count - 1}: ${done - failed.length} of ${count} held. ${seconds.toFixed(0)} s on ${workers} cores, ${each} s a seed; the slowest came together in ${slowestMs} ms of its time.`,
  )
  // A worker that ended without a word has not lived its seed.
  if (done < count) {
    console.error(`${count - done} seeds were not lived to their end.`)
    process.exitCode = 1
  }
  if (failed.length === 0) return
  keepFailing(failed.map(({ seed, wrong }) => ({ seed, found: wrong[0] ?? '' })))
  console.log('Kept in test/simulation/failing-seeds.json. To see one: npm run simulate -- --seed N')
  process.exitCode = 1
}

function work(): void {
  parentPort?.on('message', async (seed: number | null) => {
    if (seed === null) return parentPort?.close()
    const { wrong, hash, steps, convergedMs } = await simulate(seed)
    parentPort?.postMessage({ seed, wrong, hash, steps, convergedMs } satisfies Told)
  })
  parentPort?.postMessage(null)
}

function countOf(text: string | undefined, name: string, least: number): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= least) return number
  console.error(`--${name} must be a whole number, ${least} or more.`)
  process.exit(2)
}

if (isMainThread) {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, seeds: { type: 'string' }, from: { type: 'string' } },
  })
  const seed = countOf(values.seed, 'seed', 0)
  const count = countOf(values.seeds, 'seeds', 1) ?? 100
  if (seed === undefined) await liveMany(countOf(values.from, 'from', 0) ?? 1, count)
  else await liveOne(seed)
} else work()
