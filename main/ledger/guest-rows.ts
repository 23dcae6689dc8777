/** Rows of guests and the words they are found by. */
import type { Person } from '../../shared/snapshot.ts'
import { foldedWords } from '../../shared/words.ts'
import type { Store } from '../store/store.ts'

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
    get: (id: number) => byId.first({ id }),
    find: (publicId: string) => byPublicId.first({ publicId }),
  }
}
export type GuestRows = ReturnType<typeof createGuestRows>
