/** Stays found by a word of a guest's name, a room, a reservation's code or a channel's; and guests who were here before. */
import { type RawBuilder, sql as raw } from 'kysely'
import type { SearchHit } from '../../../shared/contract/search.ts'
import { foldedWords, foldText } from '../../../shared/words.ts'
import { inSql, type Store } from '../../store/store.ts'
import type { LedgerQueries } from '../ledger.ts'
import { fullName, type Reading } from './reading.ts'

/** Guests whose word begins with the letters typed, where only past stays are looked for: more than anyone means. */
const MOST_GUESTS = 2_000
/** One more than may be asked for, so that it is known whether there are more. */
const MOST_HITS = 51
const MOST_MATCHES = 5
const SHORTEST_CODE = 3
/** Of letters and digits, four of them before the hyphen (ids.ts). */
const CODE_LETTERS = 7
const SHORTEST_REF = 4
/** After a text: sorts after every text that begins with it. */
const END = '\u{10FFFF}'

interface HitRow {
  readonly stayId: string
  readonly reservationId: string
  readonly code: string
  readonly surname: string
  readonly firstName: string
  readonly status: SearchHit['status']
  readonly arrival: SearchHit['arrival']
  readonly departure: SearchHit['departure']
  readonly roomTypeId: number
  readonly roomId: number | null
  readonly channelName: string | null
  readonly channelRef: string | null
}

/** Whether a guest has, for each word given, one that begins with it. `words` is a JSON array. */
const hasWords = (guestId: RawBuilder<unknown>, words: string) => raw<boolean>`NOT EXISTS (
  SELECT 1 FROM json_each(${words}) AS o
   WHERE NOT EXISTS (
     SELECT 1 FROM guest_word AS x
      WHERE x.guest_id = ${guestId} AND x.word >= o.value AND x.word < o.value || ${raw.raw(`'${END}'`)}))`

/** In house first, then due in, still to come, past; the nearest of each first. */
const NEAREST_FIRST = raw.raw(`
  CASE s.status WHEN 'in_house' THEN 0 WHEN 'reserved' THEN 1 WHEN 'departed' THEN 2 ELSE 3 END,
  CASE WHEN s.status IN ('in_house', 'reserved') THEN s.arrival END, s.departure DESC, s.id`)

/** The first of the stays that `ids` selects. They are put in order before anything else is read of them. */
const hitsOf = (ids: RawBuilder<unknown>, limit: number) => raw<HitRow>`
  SELECT s.public_id AS stayId, r.public_id AS reservationId, r.code, g.surname, g.first_name AS firstName, s.status,
         s.arrival, s.departure, s.room_type_id AS roomTypeId, channel.name AS channelName, r.channel_ref AS channelRef,
         coalesce(CASE WHEN s.status = 'in_house' THEN s.room_id END,
                  (SELECT room_id FROM room_night WHERE stay_id = s.id AND date >= property.business_date
                    ORDER BY date LIMIT 1), s.room_id) AS roomId
    FROM (SELECT s.id FROM (${ids}) AS chosen CROSS JOIN stay AS s ON s.id = chosen.id
           ORDER BY ${NEAREST_FIRST} LIMIT ${raw.raw(String(limit))}) AS found
    CROSS JOIN stay AS s ON s.id = found.id
    CROSS JOIN reservation AS r ON r.id = s.reservation_id
    CROSS JOIN guest AS g ON g.id = s.guest_id
    CROSS JOIN property
    LEFT JOIN channel ON channel.id = r.channel_id
   ORDER BY ${NEAREST_FIRST}`

export function createSearchView(store: Store) {
  /** Stays that are not over, few beside the years behind them: each is asked whether its guest or booker has the words. */
  const byGuestAhead = store.prepare((sql, p: { words: string }) =>
    inSql<HitRow>(
      sql,
      hitsOf(
        raw`SELECT ahead.id FROM (
          SELECT id, guest_id, reservation_id FROM stay INDEXED BY stay_in_house WHERE status = 'in_house'
          UNION ALL
          SELECT id, guest_id, reservation_id FROM stay INDEXED BY stay_by_arrival WHERE status = 'reserved') AS ahead
        JOIN reservation ON reservation.id = ahead.reservation_id
        WHERE ${hasWords(raw`ahead.guest_id`, p.words)}
           OR (reservation.booker_id <> ahead.guest_id AND ${hasWords(raw`reservation.booker_id`, p.words)})`,
        MOST_HITS,
      ),
    ),
  )
  const byGuest = store.prepare((sql, p: { from: string; to: string; words: string }) =>
    inSql<HitRow>(
      sql,
      hitsOf(
        raw`WITH g AS MATERIALIZED (
          SELECT guest_id FROM (
            SELECT guest_id FROM guest_word WHERE word >= ${p.from} AND word < ${p.to}
             LIMIT ${raw.raw(String(MOST_GUESTS))}) AS w
           WHERE ${hasWords(raw`w.guest_id`, p.words)})
        SELECT stay.id FROM g CROSS JOIN stay ON stay.guest_id = g.guest_id
        UNION
        SELECT stay.id FROM g CROSS JOIN reservation ON reservation.booker_id = g.guest_id
          CROSS JOIN stay ON stay.reservation_id = reservation.id`,
        MOST_HITS,
      ),
    ),
  )
  /** How many guests have a word in the range, counted up to the limit: the rarest word narrows most. */
  const countWord = store.prepare((sql, p: { from: string; to: string }) =>
    inSql<{ guests: number }>(
      sql,
      raw`SELECT count(*) AS guests FROM (
        SELECT 1 FROM guest_word WHERE word >= ${p.from} AND word < ${p.to} LIMIT ${raw.raw(String(MOST_GUESTS))})`,
    ),
  )
  const byCode = store.prepare((sql, p: { from: string; to: string }) =>
    inSql<HitRow>(
      sql,
      hitsOf(
        raw`SELECT stay.id FROM reservation CROSS JOIN stay ON stay.reservation_id = reservation.id
             WHERE reservation.code >= ${p.from} AND reservation.code < ${p.to}`,
        10,
      ),
    ),
  )
  const byChannelRef = store.prepare((sql, p: { from: string; to: string }) =>
    inSql<HitRow>(
      sql,
      hitsOf(
        raw`SELECT stay.id FROM channel
             CROSS JOIN reservation ON reservation.channel_id = channel.id
                    AND reservation.channel_ref >= ${p.from} AND reservation.channel_ref < ${p.to}
             CROSS JOIN stay ON stay.reservation_id = reservation.id`,
        10,
      ),
    ),
  )
  const byRoom = store.prepare((sql, p: { roomId: number }) =>
    inSql<HitRow>(
      sql,
      hitsOf(
        raw`SELECT id FROM stay WHERE status = 'in_house' AND room_id = ${p.roomId}
            UNION
            SELECT stay_id AS id FROM (
              SELECT stay_id FROM room_night, property
               WHERE room_id = ${p.roomId} AND date >= property.business_date AND stay_id IS NOT NULL
               ORDER BY date LIMIT 30)`,
        3,
      ),
    ),
  )
  const guestsOf = store.prepare((sql, p: { from: string; to: string; words: string }) =>
    inSql<{
      id: string
      surname: string
      firstName: string
      email: string
      phone: string
      stays: number
      lastDeparture: SearchHit['departure'] | null
    }>(
      sql,
      raw`
      SELECT g.public_id AS id, g.surname, g.first_name AS firstName, g.email, g.phone,
             count(stay.id) AS stays, max(stay.departure) AS lastDeparture
        FROM (SELECT DISTINCT guest_id FROM (
                SELECT guest_id FROM guest_word WHERE word >= ${p.from} AND word < ${p.to}
                 LIMIT ${raw.raw(String(MOST_GUESTS))}) AS w
               WHERE ${hasWords(raw`w.guest_id`, p.words)}) AS found
        JOIN guest AS g ON g.id = found.guest_id
        LEFT JOIN stay ON stay.guest_id = g.id AND stay.status <> 'cancelled'
       GROUP BY g.id
       ORDER BY stays = 0, lastDeparture DESC, g.id
       LIMIT ${raw.raw(String(MOST_MATCHES))}`,
    ),
  )

  const prefix = (text: string) => ({ from: text, to: text + END })

  /** The words as the queries want them, null without any. */
  function wordsOf(words: readonly string[]): { from: string; to: string; words: string } | null {
    const guests = (word: string) => countWord.first(prefix(word))?.guests ?? 0
    const [rarest] = words.map((word) => ({ word, guests: guests(word) })).sort((a, b) => a.guests - b.guests)
    return rarest === undefined ? null : { ...prefix(rarest.word), words: JSON.stringify(words) }
  }

  return {
    find(reading: Reading, { text, limit }: Parameters<LedgerQueries['search']>[0]) {
      const hits = new Map<string, SearchHit>()
      const add = (rows: readonly HitRow[], matched: SearchHit['matched']) => {
        for (const row of rows) if (!hits.has(row.stayId)) hits.set(row.stayId, toHit(reading, row, matched))
      }
      const folded = foldText(text).trim()
      for (const room of reading.catalog.rooms.all) {
        if (foldText(room.name) === folded) add(byRoom.all({ roomId: room.id }), 'room')
      }
      const code = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
      if (code.length >= SHORTEST_CODE && code.length <= CODE_LETTERS && !/\s/.test(text)) {
        const written = code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4)}` : code
        add(byCode.all(prefix(written)), 'code')
      }
      if (text.length >= SHORTEST_REF && !/\s/.test(text)) add(byChannelRef.all(prefix(text)), 'channelRef')
      const words = wordsOf(foldedWords(text))
      if (words !== null) {
        add(byGuestAhead.all(words), 'guest')
        if (hits.size <= limit) add(byGuest.all(words), 'guest')
      }
      const found = [...hits.values()]
      return { hits: found.slice(0, limit), hasMore: found.length > limit }
    },

    match({ surname, firstName }: Parameters<LedgerQueries['matchGuests']>[0]) {
      const words = wordsOf(foldedWords(surname, firstName))
      return { guests: words === null ? [] : guestsOf.all(words) }
    },
  }
}

function toHit({ catalog }: Reading, row: HitRow, matched: SearchHit['matched']): SearchHit {
  return {
    stayId: row.stayId,
    reservationId: row.reservationId,
    code: row.code,
    guestName: fullName(row),
    status: row.status,
    arrival: row.arrival,
    departure: row.departure,
    roomTypeId: catalog.roomTypes.get(row.roomTypeId).publicId,
    roomId: row.roomId === null ? null : catalog.rooms.get(row.roomId).publicId,
    channelName: row.channelName,
    channelRef: row.channelRef,
    matched,
  }
}
