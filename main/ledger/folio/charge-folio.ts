/** Which folio a stay's charges go to: the routed one, else the stay's own, which its first posting opens. */
import { OWN_FOLIO_NAME } from '../../../shared/contract/folios.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import type { FolioRow, Payer } from './folio-rows.ts'

const takes = (folio: FolioRow, payer: Payer): boolean =>
  folio.status === 'open' && folio.currency === payer.currency

/**
 * What nobody at the desk chooses a folio for (nights, fees) is never refused: where the routed folio is closed it goes to
 * the stay's own, and where that is closed too, to a new one. So a bill that was settled early blocks no check-out.
 * @returns null: a folio is to be opened.
 */
export function folioFor(parts: Parts, payer: Payer, articleId: number): number | null {
  const routedId = parts.folios.routed(payer.id, articleId)
  const routed = routedId === undefined ? undefined : parts.folios.get(routedId)
  if (routed !== undefined && takes(routed, payer)) return routed.id
  return parts.folios.ofStay(payer.id).find((folio) => takes(folio, payer))?.id ?? null
}

/**
 * As `folioFor`, for someone at the desk who can decide: a closed folio is said, not worked around.
 * @throws DomainError FolioClosed
 */
export function askedFolioFor(parts: Parts, payer: Payer, articleId: number): number | null {
  const routedId = parts.folios.routed(payer.id, articleId)
  const routed = routedId === undefined ? undefined : parts.folios.get(routedId)
  if (routed?.status === 'closed') throw new DomainError('FolioClosed', { folioId: routed.public_id })
  const found = folioFor(parts, payer, articleId)
  const closed = parts.folios.ofStay(payer.id).find((folio) => folio.status === 'closed')
  if (found === null && closed !== undefined) {
    throw new DomainError('FolioClosed', { folioId: closed.public_id })
  }
  return found
}

/** @returns its internal id. */
export function openOwnFolio(parts: Parts, context: CommandContext, payer: Payer): number {
  return parts.folios.add({
    publicId: context.ids.publicId(),
    reservationId: payer.reservationId,
    stayId: payer.id,
    name: OWN_FOLIO_NAME,
    currency: payer.currency,
    at: context.at,
  })
}
