/**
 * What an event of a feed is: a booking, a block, or one of those that nobody can tell apart. As the feeds of Airbnb, Booking.com and
 * Vrbo have it in October 2026; none of them is documented.
 */

/**
 * booking: a guest comes. block: the owner or the channel keeps the nights from being sold. unclear: one of the two, or an echo
 * of what we exported ourselves.
 */
export const CALENDAR_MEANINGS = ['booking', 'block', 'unclear'] as const
export type CalendarMeaning = (typeof CALENDAR_MEANINGS)[number]

export interface EventWords {
  readonly uid: string
  readonly summary: string
  readonly description: string
  /** Of the calendar. */
  readonly producer: string
}

export interface EventSense {
  readonly meaning: CalendarMeaning
  /** A guest's name or the channel's own number of the booking; empty where the feed gives neither. */
  readonly label: string
}

/** Vrbo and its sisters write in the language of the owner's account: `Reserved - Ada Berg`, `Réservée - Ada Berg`. */
const RESERVED =
  /^(?:reserved|booked|booking|réservée?s?|reservee?|reservad[oa]|reserviert|gebucht|prenotat[oa]|riservat[oa]|gereserveerd|varattu|bokad|reservert)(?![\p{L}])/iu
const BLOCKED =
  /^(?:blocked|unavailable|not available|airbnb \(not available\)|indisponible|bloquée?|no disponible|bloquead[oa]|blockiert|gesperrt|nicht verfügbar|non disponibile|bloccat[oa]|geblokkeerd|niet beschikbaar)(?![\p{L}])/iu
/** Asked for and not yet confirmed: kept free like a block, under guard. */
const PROVISIONAL = /^(?:provisoire|tentative|provisional|vorläufig|provvisori[oa])(?![\p{L}])/iu
const AIRBNB_CODE = /\/reservations\/details\/([A-Z0-9]{6,16})/
const MOST_LABEL = 100

export function senseOf({ uid, summary, description, producer }: EventWords): EventSense {
  const said = summary.trim()
  const [, code = ''] = AIRBNB_CODE.exec(description) ?? []
  if (code !== '') return { meaning: 'booking', label: code }
  if (/@booking\.com$/i.test(uid) || /^closed\s*-\s*not available/i.test(said))
    return { meaning: 'unclear', label: '' }
  if (PROVISIONAL.test(said)) return { meaning: 'block', label: said.slice(0, MOST_LABEL) }
  if (BLOCKED.test(said)) return { meaning: 'block', label: said.slice(0, MOST_LABEL) }
  if (RESERVED.test(said)) return { meaning: 'booking', label: nameAfterDash(said) }
  if (/airbnb/i.test(producer)) return { meaning: 'unclear', label: '' }
  return { meaning: 'unclear', label: said.slice(0, MOST_LABEL) }
}

function nameAfterDash(summary: string): string {
  const [, name = ''] = /\s[-–]\s(.+)$/u.exec(summary) ?? []
  return name.trim().slice(0, MOST_LABEL)
}
