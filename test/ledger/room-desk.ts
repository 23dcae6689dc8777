/** What a desk does with rooms, for tests: by their doors. */
import type { Commands } from '../../main/ledger/commands.ts'
import type { Wishes } from '../../shared/contract/wishes.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { EVERYTHING, key, type TestHotel } from './ledger-fixture.ts'

type Described = Omit<Commands['rooms.describe']['input'], 'idempotencyKey' | 'roomId'>

export const describeRoom = (hotel: TestHotel, door: string, change: Described) =>
  hotel.ledger.submit('rooms.describe', EVERYTHING, {
    idempotencyKey: key(),
    roomId: hotel.room(door),
    ...change,
  })

export const wish = (hotel: TestHotel, stayId: string, wishes: Partial<Wishes>) =>
  hotel.ledger.submit('stays.wish', EVERYTHING, {
    idempotencyKey: key(),
    stayId,
    wishes: { features: [], floor: '', accessible: false, nearStayIds: [], ...wishes },
  })

/** @param from the first night, of a guest who changes rooms on the way. */
export const assign = (hotel: TestHotel, stayId: string, door: string | null, from?: IsoDate) =>
  hotel.ledger.submit('stays.assignRoom', EVERYTHING, {
    idempotencyKey: key(),
    stayId,
    roomId: door === null ? null : hotel.room(door),
    ...(from === undefined ? {} : { from }),
  })

export const pin = (hotel: TestHotel, stayId: string, pinned = true) =>
  hotel.ledger.submit('stays.pin', EVERYTHING, { idempotencyKey: key(), stayId, pinned })
