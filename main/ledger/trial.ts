/** Something tried inside a running command and undone, whatever it did. */
import type { Store } from '../store/store.ts'
import type { Touched, TouchedKind } from './touched.ts'

export type Trial = <A>(work: () => A) => A

/** @param touched what the trial writes is not among what the command has changed. */
export function createTrial(store: Store, touched: Touched): Trial {
  return (work) => {
    const noted = touched.take()
    store.sqlite.exec('SAVEPOINT trial')
    try {
      return work()
    } finally {
      // After some errors SQLite has ended the whole transaction by itself.
      if (store.sqlite.inTransaction) store.sqlite.exec('ROLLBACK TO trial; RELEASE trial')
      touched.take()
      for (const [kind, ids] of Object.entries(noted)) {
        for (const id of ids) touched.note(kind as TouchedKind, id)
      }
    }
  }
}
