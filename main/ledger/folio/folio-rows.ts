/** Rows of folios, postings, articles and routing. */
import type { Store } from '../../store/store.ts'

export function createFolioRows(store: Store) {
  const articles = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('article').selectAll().orderBy('code'),
  )
  return {
    articles: () => articles.all({}),
  }
}
export type FolioRows = ReturnType<typeof createFolioRows>
