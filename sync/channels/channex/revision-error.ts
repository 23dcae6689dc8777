/** Why one revision of the feed cannot be read, while its neighbours can. */

/** The message names what is missing or wrong, never a guest. */
export class UnreadableRevision extends Error {
  override readonly name = 'UnreadableRevision'
}
