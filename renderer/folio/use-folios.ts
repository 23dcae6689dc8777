/** The folios of a reservation, and the hotel's articles, kept fresh by the change feed. */
import { useQuery } from '@tanstack/react-query'
import { OWN_FOLIO_NAME } from '../../shared/contract/folios.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk } from '../desk-context.tsx'
import { t } from '../text/text.ts'

type Folios = Answers['folios']['ofReservation']

/** A folio that opened by itself gets the name that people read. */
function inWords(answer: Folios): Folios {
  const folios = answer.folios.map((folio) =>
    folio.name === OWN_FOLIO_NAME ? { ...folio, name: t('folio.firstName') } : folio,
  )
  return { ...answer, folios }
}

export function useFolios(reservationId: string) {
  const { queries } = useDesk()
  return useQuery({
    ...queries.folios.ofReservation.queryOptions({ input: { reservationId } }),
    select: inWords,
  })
}

/** Those that can be posted. */
export function useArticles() {
  const { queries } = useDesk()
  const query = useQuery(queries.folios.articles.queryOptions())
  return { articles: query.data?.articles.filter(({ active }) => active) ?? [], query }
}

/** Waits until the screen shows what was just posted, or until it cannot: what was posted stands either way. */
export function useFreshFolios(): (reservationId: string) => Promise<void> {
  const { cache, queries } = useDesk()
  return async (reservationId) => {
    const query = queries.folios.ofReservation.queryOptions({ input: { reservationId } })
    await cache.fetchQuery({ ...query, staleTime: 0 }).catch(() => undefined)
  }
}
