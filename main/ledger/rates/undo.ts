/** rates.undo: what a command found of the layers that it changed is put back. */
import { addDays, type DateRange, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { everyNight, followYield } from '../pricing/follow-yield.ts'
import type { RateKey } from '../rate-rows.ts'
import { datesOf } from './layer-commands.ts'
import { materialise, type RateScope } from './materialise.ts'
import { checkCodes, checkFit } from './undo-fit.ts'
import type { UndoItem } from './undo-log.ts'

export function undoRates(
  parts: Parts,
  context: CommandContext,
  { changeSeq }: Commands['rates.undo']['input'],
): Outcome<Commands['rates.undo']['output']> {
  const found = parts.undoLog.find(changeSeq)
  if (found === undefined || found.undoneBy !== null) throw new DomainError('NothingToUndo', { changeSeq })
  for (const item of found.items) checkStanding(parts, context, item)
  checkCodes(parts, context, changeSeq, found.items)
  const counterparts = found.items.map((item) => putBack(parts, context, item))
  const plans = found.items.some(
    (item) => item.kind === 'channels' || (item.kind === 'row' && item.table === 'rate_plan'),
  )
  const fresh = plans ? { ...context, catalog: parts.readCatalog() } : context
  checkFit(parts, fresh, changeSeq, found.items)
  const counts = { prices: 0, restrictions: 0 }
  for (const item of found.items) {
    const done = materialise(parts, fresh, scopeOf(context, item))
    counts.prices += done.prices
    counts.restrictions += done.restrictions
  }
  if (found.items.some((item) => item.kind === 'row' && item.table === 'yield_rule')) {
    const done = followYield(parts, fresh, everyNight(fresh))
    counts.prices += done?.prices ?? 0
    counts.restrictions += done?.restrictions ?? 0
  }
  parts.undoLog.remember(context.seq, counterparts)
  parts.undoLog.markUndone({ seq: changeSeq, undoneBy: context.seq })
  const changedCells = counts.prices + counts.restrictions
  return {
    answer: { seq: context.seq, changedCells },
    payload: { changeSeq, changedCells },
    topics: plans ? ['rates', 'property'] : ['rates'],
    facets: ['price', 'restrictions'],
    reload: plans,
  }
}

const textOf = (value: unknown): string => JSON.stringify(value ?? null)

/** @throws DomainError RatesChangedMeanwhile, LayerChangedMeanwhile where it is not as the command left it. */
function checkStanding(parts: Parts, context: CommandContext, item: UndoItem): void {
  const { catalog, property } = context
  const nightChanged = ({ ratePlanId, roomTypeId }: RateKey, date: IsoDate): never => {
    const [row] = parts.rates.rows({ ratePlanId, roomTypeId }, { from: date, to: addDays(date, 1) })
    throw new DomainError('RatesChangedMeanwhile', {
      ratePlanId: catalog.ratePlans.get(ratePlanId).publicId,
      roomTypeId: catalog.roomTypes.get(roomTypeId).publicId,
      date,
      seq: row === undefined ? parts.journal.head().seq : Math.max(row.price_seq, row.restrictions_seq),
    })
  }
  switch (item.kind) {
    case 'row': {
      const now = parts.images.read(item.table, item.id)
      if (textOf(now) === textOf(item.after)) return
      const image = now ?? item.after ?? item.before
      const seq = parts.images.find(item.table, String(image?.public_id))?.seq ?? parts.journal.head().seq
      throw new DomainError('LayerChangedMeanwhile', { name: String(image?.name), seq })
    }
    case 'channels': {
      const { name, seq } = catalog.ratePlans.get(item.ratePlanId)
      if (parts.plans.notOn(item.ratePlanId).join() !== item.after.join())
        throw new DomainError('LayerChangedMeanwhile', { name, seq })
      return
    }
    case 'base':
      if (parts.layers.basePrice(item) !== item.after) nightChanged(item, property.businessDate)
      return
    case 'decision': {
      const range = { from: item.date, to: addDays(item.date, 1) }
      const now = parts.decisions.within(item.roomTypeId, range).get(item.date)
      const ratePlanId = item.after?.ratePlanId ?? item.before?.ratePlanId ?? 0
      if (now?.at !== item.after?.at || now?.decision !== item.after?.decision)
        nightChanged({ ratePlanId, roomTypeId: item.roomTypeId }, item.date)
      return
    }
    case 'hand': {
      const hand = parts.layers.hand(item, item.from, item.to)
      for (const date of nightsOf(item)) {
        const now = hand.get(date)
        if (now?.price !== item.after?.price || now?.restrictions !== item.after?.restrictions)
          nightChanged(item, date)
      }
    }
  }
}

/** @returns what undoes it again. */
function putBack(parts: Parts, { seq }: CommandContext, item: UndoItem): UndoItem {
  const counterpart = { ...item, before: item.after, after: item.before } as UndoItem
  if (item.kind === 'row') {
    parts.images.write(item.table, item.id, item.before, seq)
    return counterpart
  }
  if (item.kind === 'channels') {
    parts.plans.sellNotOn(item.ratePlanId, item.before)
    return counterpart
  }
  if (item.kind === 'decision') {
    parts.decisions.write({ roomTypeId: item.roomTypeId, date: item.date }, item.before)
    return counterpart
  }
  const key = { ratePlanId: item.ratePlanId, roomTypeId: item.roomTypeId }
  if (item.kind === 'base') {
    if (item.before === null) parts.layers.dropBase(key)
    else parts.layers.putBase({ ...key, price: item.before, seq })
    return counterpart
  }
  for (const date of nightsOf(item)) {
    if (item.before === null) parts.layers.dropHand({ ...key, date })
    else parts.layers.putHand({ ...key, date, ...item.before, seq })
  }
  return counterpart
}

function scopeOf(context: CommandContext, item: UndoItem): RateScope {
  const whole: DateRange = { from: context.property.businessDate, to: context.property.horizon }
  if (item.kind === 'hand')
    return { ratePlanIds: [item.ratePlanId], roomTypeIds: [item.roomTypeId], ranges: [item] }
  if (item.kind === 'base')
    return { ratePlanIds: [item.ratePlanId], roomTypeIds: [item.roomTypeId], ranges: [whole] }
  // Prices are the same whichever channels are sent them.
  if (item.kind === 'channels' || item.kind === 'decision') return { ranges: [] }
  if (item.table === 'rate_plan') return { ratePlanIds: [item.id], ranges: [whole] }
  if (item.table === 'promotion' || item.table === 'yield_rule') return { ranges: [] }
  return { ranges: [...datesOf(context, item.before), ...datesOf(context, item.after)] }
}
