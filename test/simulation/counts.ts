/** I1, I2 and I3: the counters of every night against what can be counted. */
import type { Counted, Tables } from './tables.ts'

export function checkCounts(tables: Tables, report: (what: string) => void): void {
  const { businessDate } = tables.property()[0]!
  const [booked, held, blocked, cases] = [
    tables.booked(),
    tables.held(),
    tables.blocked(),
    tables.cases(),
  ].map(byNight)
  const rooms = new Map<number, number>()
  for (const { type } of tables.rooms()) rooms.set(type, (rooms.get(type) ?? 0) + 1)
  for (const row of tables.inventory('2000-01-01', '2099-01-01')) {
    const night = `${row.type} ${row.date}`
    const is = [row.booked, row.held, row.blocked]
    const counted = [booked, held, blocked].map((counts) => counts!.get(night) ?? 0)
    if (`${is}` !== `${counted}`)
      report(`I3: night ${night} has booked, held, blocked ${is} and counts ${counted}`)
    if (row.date < businessDate) continue
    if (row.total !== rooms.get(row.type))
      report(`I3: night ${night} has ${row.total} rooms, not ${rooms.get(row.type)}`)
    const excess = Math.max(0, row.booked + row.held + row.blocked - row.total - row.allowance)
    if (row.oversold !== excess) report(`I2: night ${night} is oversold by ${excess}, not ${row.oversold}`)
    const open = cases!.get(night) ?? 0
    if (open !== excess) report(`I2: night ${night} is oversold by ${excess} and has ${open} cases`)
  }
  for (const { room, date, takers } of tables.hooks())
    if (takers > 1) report(`I1: room ${room} is given ${takers} times on ${date}`)
  for (const { room, stays } of tables.inHouse())
    if (stays > 1) report(`I1: room ${room} has ${stays} stays in house`)
}

const byNight = (rows: readonly Counted[]): Map<string, number> =>
  new Map(rows.map(({ type, date, rooms }) => [`${type} ${date}`, rooms]))
