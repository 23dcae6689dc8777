/** Messages of the area "why", in ICU MessageFormat; a key begins with the area's name. */
export const why = {
  'why.left.title': 'Why this number: {type}, {day}',
  'why.left.sum': 'What makes the number',
  'why.left': 'Left to sell',
  'why.left.never': 'Nothing was changed on this night yet.',
  'why.changed': 'Changed last on {at}, by {actor} (no. {seq}).',
  'why.reason.total': 'Rooms in service',
  'why.reason.allowance': 'May be sold beyond them',
  'why.reason.block': 'Room {room} out of order: {reason}',
  'why.reason.allotment': '{name}, not picked up yet',
  'why.reason.hold': 'Held for {label}, until {until}',
  'why.reason.stay': '{guest}, {code}',
  'why.channels': 'What the channels are told',
  'why.channel.how':
    '{left} left{buffer, plural, =0 {} other {, # held back}}{cap, plural, =-1 {} other {, # at most}}',
  'why.channel.unmapped': 'its code for this type is not mapped',
  'why.price.title': 'Why this price: {type}, {plan}, {day}',
  'why.price': 'Price, {currency}',
  'why.price.none': 'No price is set for this night.',
  'why.price.step.base': 'The plan’s own price',
  'why.price.guests':
    '{count, plural, one {# adult} other {# adults}}{isLast, select, yes { or more} other {}}',
  'why.price.never': 'It is as it was set up.',
  'why.restrictions': 'Restrictions',
  'why.restrictions.none': 'Nothing restricts this night.',
  'why.restrictions.never': 'Nobody changed them yet.',
} as const
