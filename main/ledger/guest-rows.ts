/** Rows of guests and the words they are found by. */
import { sql as raw } from 'kysely'
import type { IsoDate } from '../../shared/dates.ts'
import type { Person } from '../../shared/snapshot.ts'
import { foldedWords } from '../../shared/words.ts'
import { inSql, type Store } from '../store/store.ts'

/** Guests of one name that are looked at: more than any house has of one. */
const MOST_NAMESAKES = 500

interface GuestRow {
  readonly id: number
  readonly surname: string
  readonly first_name: string
  readonly email: string
  readonly phone: string
}

export function createGuestRows(store: Store) {
  const insert = store.prepare(
    (sql, p: { publicId: string; surname: string; firstName: string; email: string; phone: string }) =>
      sql.insertInto('guest').values({
        public_id: p.publicId,
        surname: p.surname,
        first_name: p.firstName,
        email: p.email,
        phone: p.phone,
      }),
  )
  const update = store.prepare(
    (sql, p: { id: number; surname: string; firstName: string; email: string; phone: string }) =>
      sql
        .updateTable('guest')
        .set({ surname: p.surname, first_name: p.firstName, email: p.email, phone: p.phone })
        .where('id', '=', p.id),
  )
  const insertWord = store.prepare((sql, p: { word: string; guestId: number }) =>
    sql.insertInto('guest_word').values({ word: p.word, guest_id: p.guestId }),
  )
  const deleteWords = store.prepare((sql, p: { guestId: number }) =>
    sql.deleteFrom('guest_word').where('guest_id', '=', p.guestId),
  )
  const byId = store.prepare((sql, p: { id: number }) =>
    sql.selectFrom('guest').selectAll().where('id', '=', p.id),
  )
  const byPublicId = store.prepare((sql, p: { publicId: string }) =>
    sql.selectFrom('guest').selectAll().where('public_id', '=', p.publicId),
  )
  /** Those who were here last come first. `word` is one of `words`, a JSON array. */
  const namesakes = store.prepare((sql, p: { word: string; words: string }) =>
    inSql<GuestRow>(
      sql,
      raw`
      SELECT g.id, g.surname, g.first_name, g.email, g.phone
        FROM (SELECT guest_id FROM guest_word WHERE word = ${p.word} LIMIT ${raw.raw(String(MOST_NAMESAKES))}) AS w
        CROSS JOIN guest AS g ON g.id = w.guest_id
       WHERE (g.email <> '' OR g.phone <> '')
         AND NOT EXISTS (
           SELECT 1 FROM json_each(${p.words}) AS o
            WHERE NOT EXISTS (SELECT 1 FROM guest_word AS x WHERE x.guest_id = g.id AND x.word = o.value))
       ORDER BY (SELECT max(departure) FROM stay WHERE guest_id = g.id AND status <> 'cancelled') DESC, g.id`,
    ),
  )
  const elsewhere = store.prepare((sql, p: { id: number; reservationId: number }) =>
    inSql<{ found: 0 | 1 }>(
      sql,
      raw`
      SELECT EXISTS (SELECT 1 FROM reservation WHERE booker_id = ${p.id} AND id <> ${p.reservationId})
          OR EXISTS (SELECT 1 FROM stay WHERE guest_id = ${p.id} AND reservation_id <> ${p.reservationId})
          OR EXISTS (SELECT 1 FROM hold WHERE guest_id = ${p.id})
          OR EXISTS (SELECT 1 FROM waitlist_entry WHERE guest_id = ${p.id}) AS found`,
    ),
  )
  const ofOthers = store.prepare((sql, p: { id: number; reservationId: number; stayId: number }) =>
    inSql<{ found: 0 | 1 }>(
      sql,
      raw`
      SELECT EXISTS (SELECT 1 FROM reservation WHERE id = ${p.reservationId} AND booker_id = ${p.id})
          OR EXISTS (SELECT 1 FROM stay
                      WHERE reservation_id = ${p.reservationId} AND guest_id = ${p.id} AND id <> ${p.stayId}) AS found`,
    ),
  )
  /** Who left early was there until the morning after the last night that was not given back. */
  const stayed = store.prepare((sql, p: { id: number; reservationId: number }) =>
    inSql<{ stays: number; until: IsoDate | null }>(
      sql,
      raw`
      SELECT count(*) AS stays,
             max(coalesce((SELECT date(max(n.date), '+1 day') FROM stay_night AS n
                            WHERE n.stay_id = stay.id AND n.counted = 1), arrival)) AS until
        FROM stay WHERE guest_id = ${p.id} AND reservation_id <> ${p.reservationId} AND status = 'departed'`,
    ),
  )

  function addWords(guestId: number, person: Pick<Person, 'surname' | 'firstName'>): void {
    for (const word of foldedWords(person.surname, person.firstName)) insertWord.run({ word, guestId })
  }

  return {
    /** @returns its id. */
    add(publicId: string, person: Person): number {
      const id = insert.insert({ publicId, ...person })
      addWords(id, person)
      return id
    },
    change(id: number, person: Person): void {
      const before = byId.first({ id })
      update.run({ id, ...person })
      if (before?.surname === person.surname && before.first_name === person.firstName) return
      deleteWords.run({ guestId: id })
      addWords(id, person)
    },
    /** Guests with an e-mail or a phone whose name has all words of the person's: at least those of the same name. */
    namesakes(person: Person): GuestRow[] {
      const words = foldedWords(person.surname, person.firstName)
      const longest = words.toSorted((a, b) => b.length - a.length)[0]
      if (longest === undefined || (person.email === '' && person.phone === '')) return []
      return namesakes.all({ word: longest, words: JSON.stringify(words) })
    },
    /** Whether anything beside the reservation has the guest. */
    isElsewhere: (of: { id: number; reservationId: number }): boolean => elsewhere.first(of)?.found === 1,
    /** Whether the reservation's booker or another of its stays has the guest. */
    isOfOthers: (of: { id: number; reservationId: number; stayId: number }): boolean =>
      ofOthers.first(of)?.found === 1,
    /** How often the guest has stayed by other reservations, and until when; null: never. */
    stayedBefore(of: {
      id: number
      reservationId: number
    }): { stays: number; lastDeparture: IsoDate } | null {
      const { stays = 0, until = null } = stayed.first(of) ?? {}
      return until === null ? null : { stays, lastDeparture: until }
    },
    get: (id: number) => byId.first({ id }),
    find: (publicId: string) => byPublicId.first({ publicId }),
  }
}
export type GuestRows = ReturnType<typeof createGuestRows>
