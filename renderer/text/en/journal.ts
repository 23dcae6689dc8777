/** Messages of the area "journal", in ICU MessageFormat; a key begins with the area's name. */
export const journal = {
  'journal.title': 'Journal',
  'journal.hint': 'newest first; no row is ever changed',
  'journal.number': 'Number',
  'journal.time': 'Time',
  'journal.who': 'Who',
  'journal.what': 'What happened',
  'journal.command': 'Command',
  'journal.hash': 'Hash',
  'journal.reservation': 'Reservation',
  'journal.open': 'open the reservation',
  'journal.filter': 'Filter',
  'journal.filter.placeholder': 'Word of a row, a room or a number',
  'journal.actor': 'By whom',
  'journal.actor.all': 'Everybody',
  'journal.older': 'Older rows',
  'journal.searchOlder': 'Search {count} older rows',
  'journal.looked': 'Looked through the newest {count, plural, one {# row} other {# rows}}.',
  'journal.begin': 'The journal begins here.',
  'journal.nothing': 'No row so far matches.',
  'journal.empty': 'Nothing has happened yet.',

  'journal.by.desk': 'Front desk',
  'journal.by.clock': 'Keyrack, by the clock',
  'journal.by.demo': 'Demo hotel',
  'journal.by.token': 'Program “{name}”',

  'journal.create.one':
    '{checkIn, select, yes {Booked and checked in} other {Booked}}: {type}{room, select, none {} other {, room {room}}}, {dates}, {total}',
  'journal.create.many':
    '{checkIn, select, yes {Booked and checked in} other {Booked}}: {count, plural, one {# room} other {# rooms}}, {dates}, {total}',
  'journal.cancel':
    'Cancelled{agreed, select, yes {, agreed with the channel} other {}}{reason, select, none {} other {: {reason}}}',
  'journal.edit.both': 'Guest’s details and note changed',
  'journal.edit.booker': 'Guest’s details changed',
  'journal.edit.note': 'Note changed',
  'journal.import':
    'Taken over from another system{count, plural, =0 {} one {, with # stay} other {, with # stays}}',
  'journal.room.given': 'Room {room} given',
  'journal.room.moved': 'Moved {before} → {room}',
  'journal.room.taken': 'Room {before} taken away',
  'journal.checkIn': 'Checked in to {room}',
  'journal.checkOut': 'Checked out{count, plural, =0 {} one {, # night freed} other {, # nights freed}}',
  'journal.change.dates':
    '{datesBefore} → {dates}{total, select, same {, price kept} other {, {totalBefore} → {total}}}',
  'journal.change.room':
    '{room, select, given {Room {roomName} given} taken {Room {roomBefore} taken away} other {Moved {roomBefore} → {roomName}}}{total, select, same {, price kept} other {, {totalBefore} → {total}}}',
  'journal.change.both':
    '{datesBefore} → {dates}, {room, select, given {room {roomName} given} taken {room {roomBefore} taken away} other {moved {roomBefore} → {roomName}}}{total, select, same {, price kept} other {, {totalBefore} → {total}}}',
  'journal.change.price':
    'Priced anew: {total, select, same {no difference} other {{totalBefore} → {total}}}',
  'journal.ingest.new': 'Booked on the channel, {ref}',
  'journal.ingest.modified': 'Changed by the channel, {ref}',
  'journal.ingest.cancelled': 'Cancelled by the channel, {ref}',
  'journal.ingest.kept':
    'Message about {ref} kept aside: {outcome, select, quarantined {it is not mapped} unreadable {it cannot be read} other {it is out of date}}',
  'journal.rates':
    '{plan}, {dates}: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.rateChange':
    '{blocks, plural, one {Rates of # range} other {Rates of # ranges}}: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.block': 'Room {room} out of order, {dates}: {reason}',
  'journal.unblock':
    'Room {room} in order again{count, plural, =0 {} one {, # night freed} other {, # nights freed}}',
  'journal.setUp': 'Hotel set up',
  'journal.configure': 'Hotel renamed',
  'journal.addRooms': 'Rooms added',
  'journal.openDemo': 'Demo hotel opened',
  'journal.roll': 'Business date {date}',
  'journal.connect': 'Channel connected',
  'journal.channelSettings': 'Channel’s settings changed',
  'journal.resync': 'Channel told everything anew',
  'journal.resume': 'Channel resumed',
  'journal.other': '{command}: {payload}',
} as const
