/** The contract: every procedure of the desk, once. The host implements it; page, workstations and REST speak it. */

import { attention } from './attention.ts'
import { board } from './board.ts'
import { calendars } from './calendars.ts'
import { channels } from './channels.ts'
import { events, sandbox, session } from './desk.ts'
import { folios } from './folios.ts'
import { groups } from './groups.ts'
import { holds } from './holds.ts'
import { inventory } from './inventory.ts'
import { journal } from './journal.ts'
import { operations } from './operations.ts'
import { overbooking } from './overbooking.ts'
import { plans } from './plans.ts'
import { pricing } from './pricing.ts'
import { promotions } from './promotions.ts'
import { property } from './property.ts'
import { rates } from './rates.ts'
import { relay } from './relay.ts'
import { reservations } from './reservations.ts'
import { rooms } from './rooms.ts'
import { guests, search } from './search.ts'
import { seasons } from './seasons.ts'
import { stays } from './stays.ts'
import { waitlist } from './waitlist.ts'
import { yieldRules } from './yield.ts'

export const contract = {
  property,
  inventory,
  reservations,
  stays,
  rooms,
  holds,
  groups,
  waitlist,
  folios,
  overbooking,
  board,
  search,
  guests,
  rates,
  plans,
  seasons,
  promotions,
  pricing,
  yieldRules,
  channels,
  calendars,
  relay,
  attention,
  operations,
  journal,
  session,
  events,
  sandbox,
}
export type Contract = typeof contract
