/** One line of a folio as it stands now, with the other bills of its reservation. */
import { useArticles, useFolios } from './use-folios.ts'

export function usePosting({
  reservationId,
  folioId,
  postingId,
}: {
  readonly reservationId: string
  readonly folioId: string
  readonly postingId: string
}) {
  const { data } = useFolios(reservationId)
  const articleNames = useArticleNames()
  const folio = data?.folios.find(({ id }) => id === folioId)
  return {
    folio,
    posting: folio?.postings.find(({ id }) => id === postingId),
    /** Open ones that the line could go to. */
    others: data?.folios.filter(({ id, status }) => id !== folioId && status === 'open') ?? [],
    articleNames,
  }
}

/** By code, also of articles that are no longer posted. */
export function useArticleNames(): ReadonlyMap<string, string> {
  const { query } = useArticles()
  return new Map(query.data?.articles.map(({ code, name }) => [code, name]))
}
