/** What tests of a stay's life do at the desk, in few words. */
import type { CommandName, Commands } from '../../main/ledger/commands.ts'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import { daysBetween, type IsoDate } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import { day, EVERYTHING, key, NOON, type TestHotel, TODAY } from './ledger-fixture.ts'
import { policyTerms } from './policy-terms.ts'

const DAY_MS = 86_400_000

export type Given<N extends CommandName> = Omit<Commands[N]['input'], 'idempotencyKey'>

export interface StayDesk {
  submit<N extends CommandName>(name: N, input: Given<N>): Promise<Commands[N]['output']>
  /** The code of the refusal, and what goes with it; undefined when the command worked. */
  refusal<N extends CommandName>(
    name: N,
    input: Given<N>,
  ): Promise<{ code: string; data: Record<string, unknown> } | undefined>
  stay(
    reservationId: string,
    index?: number,
  ): ReturnType<TestHotel['ledger']['queries']['reservation']>['stays'][number]
  /** Goes on to noon, so many days after the first one. */
  roll(days: number): Promise<void>
  cancel(stayId: string, change?: Partial<Given<'stays.cancel'>>): Promise<Commands['stays.cancel']['output']>
  savePolicy(change?: Partial<Given<'property.savePolicy'>>): Promise<unknown>
  /** Everything that a refused command must leave as it was. */
  rows(): string
}

const WATCHED = [
  'journal',
  'history',
  'reservation',
  'stay',
  'stay_night',
  'room_night',
  'inventory',
  'folio',
  'posting',
  'overbooking_case',
  'alert',
  'command_answer',
] as const

export function stayDesk(hotel: TestHotel): StayDesk {
  const submit: StayDesk['submit'] = (name, input) =>
    hotel.ledger.submit(name, EVERYTHING, {
      idempotencyKey: key(),
      ...input,
    } as Commands[typeof name]['input'])
  return {
    submit,
    refusal: (name, input) =>
      submit(name, input).then(
        () => undefined,
        (error: unknown) => {
          if (!(error instanceof DomainError)) throw error
          return { code: error.code, data: error.data as Record<string, unknown> }
        },
      ),
    stay: (reservationId, index = 0) => hotel.ledger.queries.reservation({ reservationId }).stays[index]!,
    roll: async (days) => {
      hotel.clock.at = NOON + days * DAY_MS
      await hotel.ledger.tick()
    },
    cancel: (stayId, change = {}) =>
      submit('stays.cancel', { stayId, reason: '', fee: 'policy', agreedWithChannel: false, ...change }),
    savePolicy: (change = {}) =>
      submit('property.savePolicy', {
        name: 'Flexible',
        ...policyTerms({
          freeUntilDays: 1,
          latePercent: 80,
          lateNights: 1,
          noShowPercent: 90,
          noShowNights: null,
        }),
        ratePlanIds: [hotel.ratePlan('FLEX')],
        ...change,
      }),
    rows: () =>
      WATCHED.map((table) =>
        JSON.stringify(hotel.ledger.store.sqlite.prepare(`SELECT * FROM ${table}`).raw().all()),
      ).join('\n'),
  }
}

/** A channel that sold DBL for two nights from the first day on, at 90.00 each. */
export async function sellByChannel(hotel: TestHotel) {
  const { channelId } = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'bookingcom',
    name: 'Booking.com',
    settings: settingsOfKind('bookingcom', { hotelCode: '882210' }),
    exposure: { buffer: 0, cap: null, horizonDays: 30, safetyBuffer: 0 },
    credentials: { username: 'u', password: 'p' },
    mapping: [{ roomTypeId: hotel.roomType('DBL'), roomCode: 'code-DBL', rates: [] }],
  })
  const channelRef = 'B-1'
  const ingest = (kind: 'new' | 'modified', departure: IsoDate) =>
    hotel.ledger.lanes.ingest(channelId, {
      queue: kind,
      kind,
      channelRef,
      snapshot: {
        channelRef,
        status: 'booked',
        booker: { surname: 'Rossi', firstName: 'Luca', email: '', phone: '' },
        currency: 'EUR',
        rooms: [
          {
            ref: '1',
            roomCode: 'code-DBL',
            rateCode: null,
            arrival: TODAY,
            departure,
            adults: 1,
            childrenAges: [],
            guest: null,
            nightlyAmounts: Array.from({ length: daysBetween(TODAY, departure) }, () => 9_000),
          },
        ],
        note: '',
      },
      unreadable: null,
      rawMasked: '<x/>',
    })
  await ingest('new', day(2))
  const { reservationId, stayId } = hotel.ledger.queries.arrivals().stays[0]!
  return { reservationId, stayId, ingest }
}
