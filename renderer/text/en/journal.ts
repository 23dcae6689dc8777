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
  'journal.from': 'From no. {seq} down',
  'journal.newest': 'Show the newest',
  'journal.older': 'Older rows',
  'journal.searchOlder': 'Search {count} older rows',
  'journal.looked': 'Looked through the newest {count, plural, one {# row} other {# rows}}.',
  'journal.begin': 'The journal begins here.',
  'journal.nothing': 'No row so far matches.',
  'journal.empty': 'Nothing has happened yet.',

  'journal.by.desk': 'Front desk',
  'journal.by.clock': 'Keyrack, by the clock',
  'journal.by.policy': 'the house’s rules',
  'journal.by.demo': 'Demo hotel',
  'journal.by.token': 'Program “{name}”',

  'journal.create.one':
    '{checkIn, select, yes {Booked and checked in} other {Booked}}: {type}{room, select, none {} other {, room {room}}}, {dates}, {total}',
  'journal.create.many':
    '{checkIn, select, yes {Booked and checked in} other {Booked}}: {count, plural, one {# room} other {# rooms}}, {dates}, {total}',
  'journal.cancel':
    'Cancelled{agreed, select, yes {, agreed with the channel} other {}}{fee, select, none {} waived {, fee waived} other {, fee {fee}}}{reason, select, none {} other {: {reason}}}',
  'journal.cancelStay':
    'Room cancelled{agreed, select, yes {, agreed with the channel} other {}}{fee, select, none {} waived {, fee waived} other {, fee {fee}}}{reason, select, none {} other {: {reason}}}',
  'journal.noShow':
    'Did not come{count, plural, =0 {} one {, # night freed} other {, # nights freed}}{fee, select, none {} waived {, fee waived} other {, fee {fee}}}',
  'journal.reinstate':
    'Reinstated{count, plural, =0 {} one {, # night taken again} other {, # nights taken again}}{agreed, select, yes {, agreed with the channel} other {}}',
  'journal.undoCheckIn': 'Check-in undone',
  'journal.undoCheckOut': 'Check-out undone{room, select, none {} other {, in room {room} again}}',
  'journal.split': 'Split at {at}',
  'journal.announce':
    '{time, select, none {Arrives as usual} other {Arrives late, expected at {time}}}{note, select, yes {, with a note} other {}}',
  'journal.pin': 'Pinned to its room',
  'journal.unpin': 'No longer pinned to its room',
  'journal.wish': 'Wishes noted',
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
  'journal.change.terms': 'Now {terms}{total, select, same {, price kept} other {, {totalBefore} → {total}}}',
  'journal.change.also': '{words}; now {terms}',
  'journal.part.status': 'Status',
  'journal.part.dates': 'Dates',
  'journal.part.type': 'Type',
  'journal.part.plan': 'Plan',
  'journal.part.party': 'Guests',
  'journal.part.room': 'Room',
  'journal.part.price': 'Price',
  'journal.part.none': 'none',

  'journal.folio.open': 'Folio opened',
  'journal.folio.post': 'Charged {quantity, plural, one {{article}} other {# × {article}}}, {amount}',
  'journal.folio.nights':
    '{count, plural, =0 {No night was to be posted} one {# night posted, {amount}} other {# nights posted, {amount}}}',
  'journal.folio.pay':
    'Paid {amount}{method, select, cash { in cash} card { by card} bank { by bank} voucher { by voucher} other {}}',
  'journal.folio.deposit':
    'Deposit of {amount} taken{method, select, cash { in cash} card { by card} bank { by bank} voucher { by voucher} other {}}',
  'journal.folio.refund':
    'Gave back {amount}{method, select, cash { in cash} card { by card} bank { by bank} voucher { by voucher} other {}}',
  'journal.folio.reverse': 'Posting of {amount} taken back',
  'journal.folio.split': 'Posting of {amount} split, second part {part}',
  'journal.folio.transfer':
    '{count, plural, one {# posting} other {# postings}} moved to another folio, {amount}',
  'journal.folio.route':
    '{ended, select, yes {Routing of charges ended} other {{count, plural, one {# kind of charge} other {# kinds of charges}} routed to another folio}}',
  'journal.folio.close': 'Folio closed',
  'journal.folio.reopen': 'Folio opened again',
  'journal.article': 'Article {code}, {name}{isNew, select, yes {, added} other {, changed}}',

  'journal.hold.place':
    '{kind, select, quote {Held for a quote} option {Option given} channel {Held for a channel} other {Held}}{count, plural, =0 {} one {: # room} other {: # rooms}}',
  'journal.hold.extend': 'Hold extended',
  'journal.hold.release': 'Hold released',
  'journal.hold.convert': '{sale}, out of a hold',
  'journal.hold.expire': '{count, plural, one {# hold} other {# holds}} expired',
  'journal.group.create': 'Group {code} opened, {dates}',
  'journal.group.change': 'Group changed{count, plural, =0 {} one {, # allotment} other {, # allotments}}',
  'journal.group.releaseDate':
    'Group’s release date{before, select, none {: {date}} other { {before} → {date}}}',
  'journal.group.pickUp': '{count, plural, one {# room} other {# rooms}} picked up from the group',
  'journal.group.list': 'Rooming list taken over: {count, plural, one {# room} other {# rooms}}',
  'journal.group.release':
    'Group’s allotment returned{count, plural, =0 {} one {, # night} other {, # nights}}{reason, select, none {} other {: {reason}}}',
  'journal.group.cancel':
    'Group cancelled{count, plural, =0 {} one {, # night returned} other {, # nights returned}}{reason, select, none {} other {: {reason}}}',
  'journal.group.due':
    'Release date come: {count, plural, one {# group} other {# groups}} returned what was not picked up',
  'journal.wait.add': 'Waits for {dates}',
  'journal.wait.change': 'Entry of the waitlist changed',
  'journal.wait.withdraw': 'Taken off the waitlist',
  'journal.wait.accept': '{sale}, from the waitlist',
  'journal.wait.offer': 'Offered to the waitlist: {type}, {dates}',
  'journal.wait.offers': 'Offered to the waitlist: {count, plural, one {# room} other {# rooms}}',
  'journal.wait.lapsed': '{count, plural, one {# entry} other {# entries}} of the waitlist lapsed',
  'journal.describe':
    'Room {room} described{housekeeping, select, clean {, clean} dirty {, dirty} inspected {, inspected} other {}}',
  'journal.autoAssign':
    'Rooms given for {date}: {count, plural, one {# stay} other {# stays}}{left, plural, =0 {} other {, # left without}}',
  'journal.repack': 'Rooms rearranged: {count, plural, one {# stay} other {# stays}} moved',
  'journal.resolve':
    'Overbooking solved{way, select, unblock { by putting a room in order} releaseHold { by ending a hold} releaseAllotment { by a group’s allotment} upgrade { by an upgrade} allowance { by a larger allowance} relocate { by another house} other {}}',
  'journal.allowance':
    'Overbooking of {type}, {dates}: {rooms, plural, =0 {none} one {# room} other {# rooms}}',
  'journal.blockService': 'Room {room} out of service, {dates}: {reason}',
  'journal.setRules': 'House rules changed',
  'journal.policy': 'Cancellation policy “{name}” saved',
  'journal.rateCells':
    '{cells, plural, one {# cell} other {# cells}} of the rates: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.dismiss': 'Message about booking {ref} dismissed; it waits no longer',
  'journal.replay': 'Booking {ref} applied, now that it is mapped',

  'journal.ingest.new': 'Booked on the channel, {ref}',
  'journal.ingest.modified': 'Changed by the channel, {ref}',
  'journal.ingest.cancelled': 'Cancelled by the channel, {ref}',
  'journal.ingest.payment': 'The channel said how it is paid, {ref}',
  'journal.ingest.kept':
    'Message about {ref} kept aside: {outcome, select, quarantined {it is not mapped} unreadable {it cannot be read} other {it is out of date}}',
  'journal.rates':
    '{plan}, {dates}: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.rateChange':
    '{blocks, plural, one {Rates of # range} other {Rates of # ranges}}: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.undoRates':
    'Took back rate change {seq, number, ::group-off}: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.plan':
    'Rate plan {name}: {count, plural, =0 {no rate changed} one {# rate changed} other {# rates changed}}',
  'journal.plan.on': 'Rate plan {name} is on sale again',
  'journal.plan.off': 'Rate plan {name} taken out of sale',
  'journal.layer.season':
    'Season {name}: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.layer.adjustment':
    'Event or weekday {name}: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.layer.rule':
    'Restriction {name}: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.layer.basePrices':
    'Base prices: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.layer.remove':
    'Season, event or restriction removed: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.layer.copyYear':
    '{copied, plural, one {# season, event or restriction} other {# seasons, events and restrictions}} of {year} copied to {next}: {count, plural, =0 {nothing changed} one {# rate changed} other {# rates changed}}',
  'journal.promotion': 'Promotion {name} saved',
  'journal.yieldRule':
    'Yield rule “{name}” saved: {count, plural, =0 {no night changed} one {# night changed} other {# nights changed}}',
  'journal.yieldRule.off':
    'Yield rule “{name}” switched off: {count, plural, =0 {no night changed} one {# night changed} other {# nights changed}}',
  'journal.yieldRule.removed':
    'Yield rule “{name}” removed: {count, plural, =0 {no night changed} one {# night changed} other {# nights changed}}',
  'journal.yieldFollowed':
    'Yield rules followed what was sold: {count, plural, one {# night changed} other {# nights changed}}',
  'journal.decided': 'Recommendations decided: {accepted} accepted, {edited} edited, {ignored} ignored',
  'journal.autopilot':
    'Autopilot took {count, plural, =0 {no recommendation} one {# recommendation} other {# recommendations}}',
  'journal.pricing': 'Rounding, bounds, ages or autopilot changed',
  'journal.exchangeRates':
    '{days, plural, one {Exchange rates of # day} other {Exchange rates of # days}} taken in',
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
  'journal.calendar.connect': 'Calendar {name} connected',
  'journal.calendar.configure': 'Calendar’s settings changed',
  'journal.calendar.disconnect': 'Calendar {name} disconnected',
  'journal.calendar.readNow': 'Calendar {name} fetched at once',
  'journal.calendar.importFile': 'File of calendar {name} taken in',
  'journal.calendar.exportFile': 'Calendar {name} saved as a file',
  'journal.calendar.publish': 'Calendar {name} published',
  'journal.calendar.revoke': 'Address of calendar {name} revoked',
  'journal.calendar.block': 'Nights blocked by a calendar changed',
  'journal.other': '{command}: {payload}',
} as const
