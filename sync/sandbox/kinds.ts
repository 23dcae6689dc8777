/** Every kind of channel that has a sandbox: how it is started and signed in to, and the codes that it sells by. */
import type { PushedKind } from '../../shared/channel-kinds/kinds.ts'
import type { Credentials } from '../../shared/channel-settings.ts'
import { startAgodaSandbox } from './agoda-sandbox.ts'
import { startAlpinebitsSandbox } from './alpinebits-sandbox.ts'
import type { Product } from './bookingcom/stock.ts'
import { startBookingcomSandbox } from './bookingcom-sandbox.ts'
import { startChannexSandbox } from './channex-sandbox.ts'
import { startExpediaSandbox } from './expedia-sandbox.ts'
import { startGoogleSandbox } from './google-sandbox.ts'
import type { Sandbox, ServerOptions } from './sandbox-server.ts'
import { startSiteminderSandbox } from './siteminder-sandbox.ts'

interface Account extends Credentials {
  /** The property's number there. */
  readonly hotelCode: string
  /** Ours, where the kind has one. */
  readonly accountCode?: string
}

export interface SandboxKind {
  start(account: Account & ServerOptions): Promise<Sandbox>
  readonly account: Omit<Account, 'password'>
  /** A double with two rates, and a suite with one. */
  readonly products: readonly Product[]
}

const products = (double: string, suite: string, rates: readonly [string, string, string]): Product[] => [
  { roomCode: double, name: 'Double', rateCodes: [rates[0], rates[1]] },
  { roomCode: suite, name: 'Suite', rateCodes: [rates[2]] },
]
const inMemory = { db: ':memory:' }

export const SANDBOXES: Readonly<Record<PushedKind, SandboxKind>> = {
  agoda: {
    start: ({ hotelCode, password, ...options }) =>
      startAgodaSandbox({ ...options, ...inMemory, propertyId: hotelCode, key: password }),
    account: { hotelCode: '5566120', username: '' },
    products: products('881020', '881021', ['3392615', '3392616', '3392700']),
  },
  alpinebits: {
    start: (account) => startAlpinebitsSandbox({ ...account, ...inMemory }),
    account: { hotelCode: 'LAGO7', username: 'keyrack' },
    products: products('DBLSEA', 'SUITE', ['BAR-HB', 'SAVE-HB', 'SUITE-HB']),
  },
  bookingcom: {
    start: (account) => startBookingcomSandbox({ ...account, ...inMemory }),
    account: { hotelCode: '882210', username: 'keyrack' },
    products: products('910447701', '910447702', ['3320518', '3320519', '3320520']),
  },
  channex: {
    start: ({ hotelCode, password, ...options }) =>
      startChannexSandbox({ ...options, propertyId: hotelCode, key: password }),
    account: { hotelCode: '716305c4-561a-4561-a187-7f5b8aeb5920', username: '' },
    products: products('994d1375-dbbd-4072-8724-b2ab32ce781b', 'f477e6a0-8e9d-4d6f-b506-fb394504d2bc', [
      '445835fb-7956-42ac-9efc-3e6f331f0808',
      '0db682fe-e86b-43c5-8f0c-d055737f8dd9',
      'c9c80104-af3b-47b2-8a2f-ba7e544638f3',
    ]),
  },
  expedia: {
    start: (account) => startExpediaSandbox({ ...account, ...inMemory }),
    account: { hotelCode: '7710034', username: 'EQCkeyrack' },
    products: products('220118', '220119', ['910276A', '910277A', '910300A']),
  },
  google: {
    start: ({ password, ...options }) => startGoogleSandbox({ ...options, ...inMemory, key: password }),
    account: { hotelCode: 'KEYRACK7', username: '' },
    products: products('DBL', 'STE', ['FLEX', 'SAVE', 'STEFLEX']),
  },
  siteminder: {
    start: ({ accountCode = '', ...account }) =>
      startSiteminderSandbox({ ...account, ...inMemory, requestorId: accountCode }),
    account: { hotelCode: 'HTL7', accountCode: 'KEYRACK', username: 'keyrack' },
    products: products('DBL', 'STE', ['FLEX', 'SAVE', 'STEFLEX']),
  },
}
