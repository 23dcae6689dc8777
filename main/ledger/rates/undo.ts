/** rates.undo: what a command found of the layers that it changed is put back. */
import { type DateRange, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { datesOf } from './layer-commands.ts'
import { materialise, type RateScope } from './materialise.ts'
import type { UndoItem } from './undo-log.ts'

export function undoRates(
  parts: Parts,
  context: CommandContext,
  { changeSeq }: Commands['rates.undo']['input'],
): Outcome<Commands['rates.undo']['output']> {
  const found = parts.undoLog.find(changeSeq)
  if (found === undefined || found.undoneBy !== null) throw new DomainError('NothingToUndo', { changeSeq })
  for (const item of found.items) checkStanding(parts, context, item)
  for (const item of found.items) putBack(parts, context, item)
  const plans = found.items.some((item) => item.kind === 'row' && item.table === 'rate_plan')
  const fresh = plans ? { ...context, catalog: parts.readCatalog() } : context
  const counts = { prices: 0, restrictions: 0 }
  for (const item of found.items) {
    const done = materialise(parts, fresh, scopeOf(context, item))
    counts.prices += done.prices
    counts.restrictions += done.restrictions
  }
  parts.undoLog.remember(
    context.seq,
    found.items.map((item) => ({ ...item, before: item.after, after: item.before }) as UndoItem),
  )
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

/** @throws DomainError RatesChangedMeanwhile where it is not as the command left it. */
function checkStanding(parts: Parts, context: CommandContext, item: UndoItem): void {
  const { catalog, property } = context
  const changed = (ratePlanId?: number, roomTypeId?: number, date = property.businessDate): never => {
    const plan = ratePlanId === undefined ? catalog.ratePlans.all[0] : catalog.ratePlans.get(ratePlanId)
    const type = roomTypeId === undefined ? catalog.roomTypes.all[0] : catalog.roomTypes.get(roomTypeId)
    throw new DomainError('RatesChangedMeanwhile', {
      ratePlanId: plan?.publicId ?? '',
      roomTypeId: type?.publicId ?? '',
      date,
      seq: parts.journal.head().seq,
    })
  }
  if (item.kind === 'row') {
    if (textOf(parts.images.read(item.table, item.id)) !== textOf(item.after)) changed()
  } else if (item.kind === 'base') {
    if (parts.layers.basePrice(item) !== item.after) changed(item.ratePlanId, item.roomTypeId)
  } else {
    const hand = parts.layers.hand(item, item.from, item.to)
    for (const date of nightsOf(item)) {
      const now = hand.get(date)
      if (now?.price !== item.after?.price || now?.restrictions !== item.after?.restrictions)
        changed(item.ratePlanId, item.roomTypeId, date)
    }
  }
}

function putBack(parts: Parts, { seq }: CommandContext, item: UndoItem): void {
  if (item.kind === 'row') {
    parts.images.write(item.table, item.id, item.before, seq)
    return
  }
  const key = { ratePlanId: item.ratePlanId, roomTypeId: item.roomTypeId }
  if (item.kind === 'base') {
    if (item.before === null) parts.layers.dropBase(key)
    else parts.layers.putBase({ ...key, price: item.before, seq })
    return
  }
  for (const date of nightsOf(item)) {
    if (item.before === null) parts.layers.dropHand({ ...key, date })
    else parts.layers.putHand({ ...key, date, ...item.before, seq })
  }
}

function scopeOf(context: CommandContext, item: UndoItem): RateScope {
  const whole: DateRange = { from: context.property.businessDate, to: context.property.horizon }
  if (item.kind === 'hand')
    return { ratePlanIds: [item.ratePlanId], roomTypeIds: [item.roomTypeId], ranges: [item] }
  if (item.kind === 'base')
    return { ratePlanIds: [item.ratePlanId], roomTypeIds: [item.roomTypeId], ranges: [whole] }
  if (item.table === 'rate_plan') return { ratePlanIds: [item.id], ranges: [whole] }
  if (item.table === 'promotion') return { ranges: [] }
  return { ranges: [...datesOf(context, item.before), ...datesOf(context, item.after)] }
}
