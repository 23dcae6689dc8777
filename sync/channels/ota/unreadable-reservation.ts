/** Why one reservation of a queue cannot be read, while its neighbours can. */

/** The message names what is missing or wrong, never a guest. */
export class UnreadableReservation extends Error {
  override readonly name = 'UnreadableReservation'
}
