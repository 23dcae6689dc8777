/**
 * The last day's minutes in a small file of the data folder, so that the charts go on after a restart. It is a convenience: what cannot
 * be read is left behind, and what was not written yet is lost with the process.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { Durations } from './durations.ts'
import { ChannelSums, KEPT_MINUTES, type Minute } from './history.ts'

const VERSION = 1
/** A day of ten busy channels takes two. */
const LARGEST_BYTES = 16 * 1024 * 1024
/** Of channels that are gone by now, too. */
const MOST_CHANNELS = 200

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const durations = z.array(z.number().min(0).finite()).max(1_000)
const ids = <T extends z.ZodType>(of: T) =>
  z.record(z.string().max(100), of).refine((each) => Object.keys(each).length <= MOST_CHANNELS)

const fileSchema = z.object({
  version: z.literal(VERSION),
  minutes: z
    .array(
      z.object({
        at: count,
        commands: durations,
        /** Calls, errors, retries, cells and those within the target; then the lag. */
        sent: ids(z.tuple([count, count, count, count, count, durations])),
        /** Pending and parked cells, and the age of the oldest. */
        waiting: ids(z.tuple([count, count, z.number().min(0)])),
        inboxOldestMs: z.number().min(0).nullable(),
      }),
    )
    .max(KEPT_MINUTES),
})

/** Empty where there is no file yet. @throws Error of what cannot be read. */
export async function readHistory(path: string): Promise<Minute[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return []
  if (text.length > LARGEST_BYTES) throw new RangeError('the file is too large')
  return fileSchema.parse(JSON.parse(text)).minutes.map((minute) => ({
    at: minute.at,
    commands: Durations.read(minute.commands),
    channels: new Map(Object.entries(minute.sent).map(([id, sums]) => [id, readSums(sums)])),
    waiting: new Map(
      Object.entries(minute.waiting).map(([id, [pendingCells, parkedCells, oldestPendingMs]]) => [
        id,
        { pendingCells, parkedCells, oldestPendingMs },
      ]),
    ),
    inboxOldestMs: minute.inboxOldestMs,
  }))
}

function readSums([calls, errors, retries, cells, withinTarget, lag]: [
  number,
  number,
  number,
  number,
  number,
  number[],
]): ChannelSums {
  const sums = new ChannelSums()
  Object.assign(sums, { calls, errors, retries, cells, withinTarget })
  sums.lag.addAll(Durations.read(lag))
  return sums
}

/** Whole or not at all: beside it first, then in its place. */
export async function writeHistory(path: string, minutes: readonly Minute[]): Promise<void> {
  const file: z.infer<typeof fileSchema> = {
    version: VERSION,
    minutes: minutes.map(({ at, commands, channels, waiting, inboxOldestMs }) => ({
      at,
      commands: [...commands.written()],
      sent: Object.fromEntries(
        Array.from(channels, ([id, { calls, errors, retries, cells, withinTarget, lag }]) => [
          id,
          [calls, errors, retries, cells, withinTarget, [...lag.written()]],
        ]),
      ),
      waiting: Object.fromEntries(
        Array.from(waiting, ([id, { pendingCells, parkedCells, oldestPendingMs }]) => [
          id,
          [pendingCells, parkedCells, oldestPendingMs],
        ]),
      ),
      inboxOldestMs,
    })),
  }
  await mkdir(dirname(path), { recursive: true })
  const unfinished = `${path}.unfinished`
  await writeFile(unfinished, JSON.stringify(file), { mode: 0o600 })
  await rename(unfinished, path)
}
