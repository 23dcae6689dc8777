/** What was sent to a channel and what became of it, for people to read; the latest requests only. */
import type { RangeOutcome } from '../../../shared/contract/sync-link.ts'
import { daysBetween } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { WorkRange } from './work.ts'

const KEPT_PER_CHANNEL = 1_000

export interface SettledRequest {
  readonly channelId: number
  readonly lane: string
  /** Epoch ms. */
  readonly claimedAt: number
  readonly settledAt: number
  readonly ranges: readonly WorkRange[]
  /** One a range. */
  readonly outcomes: readonly RangeOutcome[]
  /** JSON of an error note, or null. */
  readonly error: string | null
}

/** Ranges by what became of them add up to `ranges`. */
export interface KeptRequest {
  readonly id: number
  readonly lane: string
  /** Epoch ms. */
  readonly claimedAt: number
  readonly settledAt: number
  readonly ranges: number
  readonly cells: number
  readonly acknowledged: number
  readonly refused: number
  readonly notApplied: number
  readonly uncertain: number
}

export function createRequestRows(store: Store) {
  const insert = store.prepare(
    (
      sql,
      p: {
        channelId: number
        lane: string
        claimedAt: number
        settledAt: number
        ranges: number
        cells: number
        acknowledged: number
        refused: number
        notApplied: number
        uncertain: number
        error: string | null
      },
    ) =>
      sql.insertInto('channel_request').values({
        channel_id: p.channelId,
        lane: p.lane,
        claimed_at: p.claimedAt,
        settled_at: p.settledAt,
        ranges: p.ranges,
        cells: p.cells,
        acknowledged: p.acknowledged,
        refused: p.refused,
        not_applied: p.notApplied,
        uncertain: p.uncertain,
        error: p.error,
      }),
  )
  const prune = store.prepare((sql, p: { channelId: number }) =>
    sql
      .deleteFrom('channel_request')
      .where('channel_id', '=', p.channelId)
      .where('id', '<=', (eb) =>
        eb
          .selectFrom('channel_request as older')
          .select('older.id')
          .where('older.channel_id', '=', p.channelId)
          .orderBy('older.id', 'desc')
          .limit(1)
          .offset(KEPT_PER_CHANNEL),
      ),
  )
  const newest = store.prepare((sql, p: { channelId: number; limit: number }) =>
    sql
      .selectFrom('channel_request')
      .selectAll()
      .where('channel_id', '=', p.channelId)
      .orderBy('id', 'desc')
      .limit(p.limit),
  )
  const traffic = store.prepare((sql, p: { channelId: number; since: number }) =>
    sql
      .selectFrom('channel_request')
      .select((eb) => [
        'lane',
        eb.fn.countAll<number>().as('calls'),
        eb.fn.count<number>('error').as('failed'),
      ])
      .where('channel_id', '=', p.channelId)
      .where('settled_at', '>=', p.since)
      .groupBy('lane'),
  )
  return {
    /** Requests of each lane since then, and how many of them ended with an error; of the latest that are kept. */
    traffic: (channelId: number, since: number) => traffic.all({ channelId, since }),
    /** @returns what is kept of it. */
    noteRequest(request: SettledRequest): KeptRequest {
      const { channelId, outcomes, ranges } = request
      const withStatus = (status: RangeOutcome['status']) =>
        outcomes.filter((outcome) => outcome.status === status).length
      const kept = {
        lane: request.lane,
        claimedAt: request.claimedAt,
        settledAt: request.settledAt,
        ranges: ranges.length,
        cells: ranges.reduce((sum, range) => sum + daysBetween(range.from, range.to), 0),
        acknowledged: withStatus('acknowledged'),
        refused: withStatus('refused'),
        notApplied: withStatus('not_applied'),
        uncertain: withStatus('uncertain'),
      }
      const id = insert.insert({ channelId, ...kept, error: request.error })
      prune.run({ channelId })
      return { id, ...kept }
    },
    /** Newest first. */
    requests: (channelId: number, limit: number) =>
      newest.all({ channelId, limit }).map((row) => ({
        id: row.id,
        lane: row.lane,
        claimedAt: row.claimed_at,
        settledAt: row.settled_at,
        ranges: row.ranges,
        cells: row.cells,
        acknowledged: row.acknowledged,
        refused: row.refused,
        notApplied: row.not_applied,
        uncertain: row.uncertain,
        error:
          row.error === null
            ? null
            : (JSON.parse(row.error) as { code: string; message: string; at: number }),
      })),
  }
}
