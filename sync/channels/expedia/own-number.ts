/** What Expedia is told of a booking for which the desk has no number, or is not there to be asked. */
export const ownNumberOf = (bookingId: string): string => `KEYRACK-${bookingId}`
