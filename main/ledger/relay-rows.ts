/** Rows of the relay: the pairing, its channels, what was applied, and what could not be read. No rules. */
import type { Store } from '../store/store.ts'

export function createRelayRows(store: Store) {
  const pairing = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('relay_pairing').selectAll(),
  )
  const insertPairing = store.prepare(
    (
      sql,
      p: {
        url: string
        hotelId: string
        privateKey: Buffer
        token: Buffer
        epoch: string
        cursor: number
        at: number
      },
    ) =>
      sql.insertInto('relay_pairing').values({
        id: 1,
        url: p.url,
        hotel_id: p.hotelId,
        private_key_sealed: p.privateKey,
        token_sealed: p.token,
        epoch: p.epoch,
        cursor: p.cursor,
        paired_at: p.at,
      }),
  )
  const deletePairing = store.prepare((sql, _p: Record<string, never>) => sql.deleteFrom('relay_pairing'))
  const setCursor = store.prepare((sql, p: { epoch: string; cursor: number }) =>
    sql.updateTable('relay_pairing').set({ epoch: p.epoch, cursor: p.cursor }),
  )
  const attempt = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('relay_attempt').selectAll(),
  )
  const insertAttempt = store.prepare((sql, p: { url: string; privateKey: Buffer; token: Buffer }) =>
    sql
      .insertInto('relay_attempt')
      .values({ id: 1, url: p.url, private_key_sealed: p.privateKey, token_sealed: p.token }),
  )
  const deleteAttempt = store.prepare((sql, _p: Record<string, never>) => sql.deleteFrom('relay_attempt'))
  const sources = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('relay_source')
      .innerJoin('channel', 'channel.id', 'relay_source.channel_id')
      .select([
        'channel.public_id as channelId',
        'channel.name as name',
        'relay_source.username as username',
        'relay_source.connected_at as connectedAt',
        'relay_source.last_message_at as lastMessageAt',
      ])
      .orderBy('channel.id'),
  )
  const putSource = store.prepare((sql, p: { channelId: number; username: string; at: number }) =>
    sql
      .insertInto('relay_source')
      .values({ channel_id: p.channelId, username: p.username, connected_at: p.at })
      .onConflict((conflict) =>
        conflict.column('channel_id').doUpdateSet((eb) => ({ username: eb.ref('excluded.username') })),
      ),
  )
  const deleteSource = store.prepare((sql, p: { channelId: number }) =>
    sql.deleteFrom('relay_source').where('channel_id', '=', p.channelId),
  )
  const noteMessage = store.prepare((sql, p: { channelId: number; at: number }) =>
    sql.updateTable('relay_source').set({ last_message_at: p.at }).where('channel_id', '=', p.channelId),
  )
  const applied = store.prepare((sql, p: { source: string; messageKey: string }) =>
    sql
      .selectFrom('relay_applied')
      .select('at')
      .where('source', '=', p.source)
      .where('message_key', '=', p.messageKey),
  )
  const noteApplied = store.prepare((sql, p: { source: string; messageKey: string; at: number }) =>
    sql.insertInto('relay_applied').values({ source: p.source, message_key: p.messageKey, at: p.at }),
  )
  const forgetApplied = store.prepare((sql, p: { before: number }) =>
    sql.deleteFrom('relay_applied').where('at', '<', p.before),
  )
  const keepUnreadable = store.prepare(
    (
      sql,
      p: {
        hotelId: string
        source: string
        epoch: string
        seq: number
        receivedAt: number
        at: number
        reason: string
        sealed: Buffer
      },
    ) =>
      sql.insertInto('relay_unreadable').values({
        hotel_id: p.hotelId,
        source: p.source,
        epoch: p.epoch,
        message_seq: p.seq,
        received_at: p.receivedAt,
        kept_at: p.at,
        reason: p.reason,
        sealed: p.sealed,
      }),
  )
  const countUnreadable = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('relay_unreadable').select((eb) => eb.fn.countAll<number>().as('count')),
  )
  return {
    pairing: () => pairing.first({}),
    /** Instead of any other one. */
    putPairing(row: Parameters<typeof insertPairing.run>[0]): void {
      deletePairing.run({})
      insertPairing.run(row)
    },
    deletePairing: () => deletePairing.run({}),
    setCursor: setCursor.run,
    attempt: () => attempt.first({}),
    putAttempt(row: Parameters<typeof insertAttempt.run>[0]): void {
      deleteAttempt.run({})
      insertAttempt.run(row)
    },
    deleteAttempt: () => deleteAttempt.run({}),
    sources: () => sources.all({}),
    putSource: putSource.run,
    deleteSource: (channelId: number) => deleteSource.run({ channelId }),
    noteMessage: noteMessage.run,
    wasApplied: (source: string, messageKey: string) => applied.first({ source, messageKey }) !== undefined,
    noteApplied: noteApplied.run,
    forgetApplied: (before: number) => forgetApplied.run({ before }),
    keepUnreadable: keepUnreadable.run,
    countUnreadable: () => countUnreadable.first({})?.count ?? 0,
  }
}
export type RelayRows = ReturnType<typeof createRelayRows>
