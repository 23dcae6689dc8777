/** Booking.com's two kinds of reservation messages, fetched from its queues or posted by it: their names on the wire. */

export const QUEUES = {
  new: { action: 'OTA_HotelResNotif', list: 'HotelReservations', item: 'HotelReservation' },
  modified: { action: 'OTA_HotelResModifyNotif', list: 'HotelResModifies', item: 'HotelResModify' },
} as const

export type Queue = keyof typeof QUEUES
