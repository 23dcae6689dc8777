/** Messages of what waits for a person: bookings of rooms that are not mapped, messages nobody could read, refused values. */
export const channelWaiting = {
  'channels.waiting.list': 'What waits for you',
  'channels.waiting.none': 'Nothing waits for you',
  'channels.waiting.noneWhat':
    'A booking of a room that is not mapped, a message that cannot be read and a value that a channel refuses would be here. None of them gets lost.',
  'channels.waiting.bookings': 'Bookings that wait for you',
  'channels.waiting.unmapped': '{channel} {ref} could not be mapped',
  'channels.waiting.unread': '{channel} {ref} could not be read',
  'channels.waiting.map': 'Map',
  'channels.waiting.look': 'Look',
  'channels.waiting.refusal': '{type}{hasPlan, select, yes {, {plan}} other {}}, {nights}: {value}',
  'channels.waiting.key.entry': 'entry',
  'channels.waiting.refuses': '{count, plural, one {refuses # value} other {refuses # values}}',
  'channels.waiting.refusedBy': '{channel} refuses these values',
  'channels.waiting.refusedWhat':
    'They are parked, and hold nothing else up. Each is sent again by itself as soon as it changes here; or send them once more when the cause is gone at the channel.',
  'channels.waiting.mapping': 'Codes and settings…',
  'channels.waiting.question': 'What is “{code}”?',
  'channels.waiting.questionWhat':
    '{channel} sold a room by a code that is mapped to nothing. Say which of your room types it is. The booking is stored, and no room is kept for it until then.',
  'channels.waiting.mapped': 'All its rooms are mapped by now',
  'channels.waiting.mappedWhat': 'It can be applied. If that fails, the reason is said here.',
  'channels.waiting.unreadable': 'This message could not be read',
  'channels.waiting.unreadableWhat':
    'The reason: {reason}. Look the booking up at {channel}, enter it at the desk, and dismiss the message. Until then it is not confirmed there.',
  'channels.waiting.booking': 'What was booked',
  'channels.waiting.room': 'Room',
  'channels.waiting.dates': 'Dates',
  'channels.waiting.adults': 'Adults',
  'channels.waiting.amount': 'Sold at',
  'channels.waiting.code': 'code {code}',
  'channels.waiting.step1': '1 Which room type is it?',
  'channels.waiting.step2': '2 What mapping it does',
  'channels.waiting.soldAs': 'sold there as {code}',
  'channels.waiting.recode':
    '{type} is sold there as {before} now. Its code becomes {code}: everything is sent again under it. What is called {before} stays as it is there; close it at the channel.',
  'channels.waiting.noRates':
    'Its rooms are shown there at once; prices follow when its rates are mapped in the settings. All bookings that wait for this code are applied.',
  'channels.waiting.nights': 'Rooms left',
  'channels.waiting.before': 'Left before',
  'channels.waiting.after': 'After',
  'channels.waiting.opensCase':
    'It does not fit. It is taken all the same, as it is sold already, and a case with its ways out opens.',
  'channels.waiting.mapAndApply': 'Map and apply',
  'channels.waiting.done': '{code} is {type} from now on, and what waited for it is applied.',
  'channels.dismiss': 'Dismiss…',
  'channels.dismiss.title': 'Dismiss the message about {ref}?',
  'channels.dismiss.act': 'Dismiss',
  'channels.dismiss.what':
    'It waits no longer and nothing is sold by it; it stays in the list of messages with your reason. A later message about the same booking is taken as ever.',
  'channels.dismiss.reason': 'How was it dealt with?',
  'channels.dismiss.example': 'entered by hand',
  'channels.dismissed': 'The message about {ref} is dismissed.',
  'channels.alert.quarantine': 'Map now',
  'channels.alert.health': 'Show',
} as const
