/** Messages of connecting a channel: its set-up step by step, the connection test, and the mapping by its own list. */
export const channelSetUp = {
  'channels.kind.bookingcom':
    'Sells your rooms to guests all over the world. Prices, rooms and rules are kept in step; bookings arrive within seconds.',
  'channels.kind.expedia':
    'Expedia, Hotels.com and their partners. Prices, rooms and rules are kept in step; bookings are fetched every minute.',
  'channels.kind.agoda':
    'Strong in Asia. Prices, rooms and rules are kept in step, and bookings are fetched.',
  'channels.kind.channex':
    'A channel manager: one connection that reaches many sellers, among them Airbnb and others that have no interface of their own.',
  'channels.kind.siteminder':
    'A channel manager: one connection that reaches the sellers that your SiteMinder account is connected to.',
  'channels.kind.google':
    'Shows your prices in Google’s hotel search and on Maps. Guests book with you; nothing is sold there by itself.',
  'channels.kind.alpinebits':
    'Portals of regions in the Alps, by the AlpineBits standard. Rooms and prices are sent; requests and bookings come in.',
  'channels.kind.ical':
    'A calendar by its address. It knows no prices, and other calendars are read hours late: for rooms that nothing else reaches.',
  'channels.kind.other': 'Prices, rooms and rules are kept in step with {channel}.',
  'channels.kind.where.bookingcom':
    'In the extranet under Account, Connectivity provider, allow the connection. The hotel code is the number beside your property’s name; the user name and password are those of the machine account that belongs to the connection.',
  'channels.kind.where.expedia':
    'In Partner Central, in the connectivity settings, allow the connection. The hotel code is your property’s number; the user name and password are those of its QuickConnect account (EQC).',
  'channels.kind.where.channex':
    'In Channex, make an API key in your profile and give it access to this property. The hotel code is the property’s ID, a long one with hyphens, which stands in the address of its page.',
  'channels.kind.where.other':
    '{by, select, key {Ask {channel} for the number of your property and for a key to its interface.} other {Ask {channel} for the number of your property, and for the user name and password of its interface.}}',

  'channels.setUp.steps': 'Steps',
  'channels.setUp.step.kind': 'Channel',
  'channels.setUp.step.signIn': 'Sign in and test',
  'channels.setUp.step.mapping': 'What it sells',
  'channels.setUp.step.shown': 'What it is shown',
  'channels.setUp.step.next': 'What happens next',
  'channels.setUp.which': 'Which channel?',
  'channels.setUp.indirect': 'Reached through another one',
  'channels.setUp.indirectWhat':
    '{seller} has no public interface for hotels: it opens it to chosen partners alone. You sell there all the same, through one of them.',
  'channels.setUp.gdsWhat':
    'Travel agencies book through {seller}: at your public price, or at one that you agreed with a company.',
  'channels.setUp.corporateWhat':
    'With {seller} a company’s staff book their own journeys. It shows what travel agencies see.',
  'channels.setUp.noWay': 'Nothing that reaches {seller} can be connected yet.',
  'channels.setUp.way': '{seller} through {way}, step by step:',
  'channels.setUp.way.account':
    'Open an account with {way}, and make your property there with its room types and rates.',
  'channels.setUp.way.seller':
    'In {way}, under Channels, add {seller} and sign in there with your {seller} account. Allow what it asks for: prices and availability.',
  'channels.setUp.way.products':
    'Still in {way}, connect each listing of {seller} with one of the room types and rates.',
  'channels.setUp.way.here':
    'Go on here: Keyrack connects to {way}, and your rooms are mapped to its room types.',
  'channels.setUp.way.bookings':
    'From then on a sale at the desk closes the night at {seller}, too, and its bookings arrive here, marked with its name.',
  'channels.setUp.coded.plan':
    'In Keyrack, make a rate plan for what you agreed with the company: Rates, then plans (L), then a new one (N). Give it an access code, so that nobody else is sold it.',
  'channels.setUp.coded.account':
    'With {way}, order its connection to the GDS, and make your property there with its room types and rates, one of them for this plan.',
  'channels.setUp.coded.load':
    'Ask the company or its travel agency how its rate is to be loaded, and send that to {way} with the access code. It loads the rate for {seller}, where only they see it.',
  'channels.setUp.coded.here':
    'Go on here: Keyrack connects to {way}, and the plan is mapped to its rate; its access code stands beside it. When {way} says that the rate is loaded, connect it there with the GDS.',
  'channels.setUp.coded.tell':
    'Tell the company its access code: by it your desk sells the same price, too. What {way} or the agency keeps is entered as the agreed commission.',
  'channels.setUp.coded.bookings':
    'From then on a sale at the desk closes the night at {seller}, too. Its bookings arrive here, with the name of the seller in the note.',
  'channels.setUp.way.others': 'It can also be reached through {ways}.',
  'channels.setUp.through': 'Set up {way}',
  'channels.setUp.where': 'Where you find this',
  'channels.setUp.back': 'Back',
  'channels.setUp.next': 'Next',
  'channels.setUp.anyway': 'Go on without it',
  'channels.setUp.happens': 'When you connect',
  'channels.setUp.sends':
    'Keyrack fetches what was sold there already, then sends {types, plural, one {# room type} other {# room types}} and {plans, plural, one {# rate} other {# rates}} for {days, plural, one {# day} other {# days}}: up to {cells, number} cells, nearest nights first.',
  'channels.setUp.fetches':
    'Bookings of {channel} are fetched every {duration} and confirmed there once they are safely stored here.',
  'channels.setUp.unmapped':
    'A booking of a room that is not mapped is kept in quarantine, with an alert, and applied as soon as you map it. It cannot get lost.',
  'channels.setUp.watch':
    'Under Channels, Health you see whether it is in step, what waits, and what it refused. Mapping and everything else can be changed at any time.',
  'channels.setUp.leftOut':
    '{count, plural, one {# room type is} other {# room types are}} not mapped, and so not sold there.',
  'channels.setUp.untested':
    'The connection was not tested, or did not work. Keyrack will keep trying and say so.',

  'channels.test': 'Connection test',
  'channels.test.run': 'Test the connection',
  'channels.test.asking': 'Asking {channel}…',
  'channels.test.notYet': 'One harmless request: nothing is changed there, and no booking is confirmed.',
  'channels.test.notMade': 'The test could not be made',
  'channels.test.works': 'It works',
  'channels.test.worksWhat':
    '{channel} let us in. {count, plural, =0 {No booking waits there} one {# booking message waits there} other {# booking messages wait there}}. Whether every code is right shows with the first update.',
  'channels.test.notTestable': '{channel} cannot be tested ahead',
  'channels.test.firstUpdate':
    'It offers no harmless request: only the first update will show whether it works.',
  'channels.test.refused': '{channel} refused the credentials',
  'channels.test.refusedDo':
    'Check the user name, the password or key and the hotel code, letter by letter. At the channel, check that this connection is switched on for your property.',
  'channels.test.unreachable': '{channel} cannot be reached',
  'channels.test.unreachableDo':
    'Check that this computer is online, and the address under “Addresses, intervals and limits”. If both are right, try again in some minutes.',
  'channels.test.busy': '{channel} is busy or has trouble of its own',
  'channels.test.busyDo': 'Nothing is known of the credentials yet. Try again in some minutes.',
  'channels.test.settings': 'What is typed cannot be right',
  'channels.test.settingsDo': 'Nothing was sent to {channel}. Correct the fields that are named below.',
  'channels.test.strange': '{channel} answered strangely',
  'channels.test.strangeDo':
    'Something answers there that is not the interface we expect. Check the address and the hotel code; if they are right, ask the channel’s support and quote the line below.',

  'channels.product.list': 'The channel’s rooms and rates',
  'channels.product.how': 'How to map',
  'channels.product.byList': 'By its list',
  'channels.product.byHand': 'Codes by hand',
  'channels.product.fetch': 'Fetch its list',
  'channels.product.fetchAgain': 'Fetch its list again',
  'channels.product.fetching': 'Asking for its rooms and rates…',
  'channels.product.noList':
    'This channel gives no list of its rooms and rates. Copy them out of its extranet and paste them, or type the codes.',
  'channels.product.empty': 'The channel lists no rooms. Make them there first, then fetch the list again.',
  'channels.product.failed': 'The list could not be fetched. {reason}',
  'channels.product.paste': 'Paste a list…',
  'channels.product.pasteHere': 'Its rooms and rates',
  'channels.product.pasteForm':
    'A line for each rate: room code, room name, rate code, rate name. Tabs, semicolons or commas between them, as a copied table has.',
  'channels.product.pasteIssue':
    '{count, plural, one {Line {line} has} other {# lines, the first is {line}, have}} no room code, or one that is too long',
  'channels.product.pasteTake': '{count, plural, =0 {Use it} one {Use # room} other {Use # rooms}}',
  'channels.product.count':
    '{mapped} of {all} mapped{suggested, plural, =0 {} one {, # suggestion} other {, # suggestions}}',
  'channels.product.acceptAll': '{count, plural, one {Accept # suggestion} other {Accept # suggestions}}',
  'channels.product.strange':
    '{count, plural, one {The code {codes} is} other {The codes {codes} are}} mapped here and not on its list.',
  'channels.product.theirs': 'At the channel',
  'channels.product.code': 'Code',
  'channels.product.ours': 'With us',
  'channels.product.ownCoded': '{ours}, only with {code}',
  'channels.product.none': 'not mapped',
  'channels.product.typeOf': 'Our room type for {product}',
  'channels.product.planOf': 'Our rate plan for {product}',
  'channels.product.mapped': 'Mapped',
  'channels.product.unmapped': 'Not mapped',
  'channels.product.suggested': '{ours}, {score}',
  'channels.product.byName': 'the names are alike',
  'channels.product.byCode': 'it has our own code',
  'channels.product.byOnly': 'the only one left',
  'channels.product.accept': 'Accept',
  'channels.product.acceptWhat': '{ours} for {product}',
} as const
