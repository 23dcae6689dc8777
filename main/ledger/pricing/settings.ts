/** pricing.saveSettings: rounding, bounds, age bands. */
import { DomainError } from '../../../shared/errors.ts'
import { type ChildBand, firstWrongBand } from '../../../shared/rates/price-set.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { materialise } from '../rates/materialise.ts'
import type { PricingRules } from './pricing-rows.ts'

type Input = Commands['pricing.saveSettings']['input']

export function savePricingSettings(
  parts: Parts,
  context: CommandContext,
  input: Input,
): Outcome<Commands['pricing.saveSettings']['output']> {
  const { catalog, property } = context
  const { idempotencyKey: _key, bounds, childBands, ...given } = input
  const before = parts.pricing.rules()
  const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const rules: PricingRules = { ...before, ...wanted }
  if (childBands !== undefined) checkBands(childBands)
  for (const { roomTypeId, floorMinor, ceilingMinor, extraBeds } of bounds ?? []) {
    const type = catalog.roomType(roomTypeId)
    if (
      (floorMinor !== null && ceilingMinor !== null && floorMinor > ceilingMinor) ||
      extraBeds >= type.maxOccupancy
    )
      throw new DomainError('BoundsNotValid', { roomTypeId })
    parts.pricing.setBounds({ id: type.id, floor: floorMinor, ceiling: ceilingMinor, extraBeds })
  }
  parts.pricing.write({
    pricing: JSON.stringify(rules),
    childBands: JSON.stringify(childBands ?? parts.pricing.childBands()),
  })
  const isRounding = rules.roundToMinor !== before.roundToMinor || rules.rounding !== before.rounding
  // Yield rules go no further than floor and ceiling.
  const isMoved = isRounding || (bounds !== undefined && parts.yield.isOn())
  if (isMoved)
    materialise(
      parts,
      { ...context, catalog: parts.readCatalog() },
      { ranges: [{ from: property.businessDate, to: property.horizon }] },
    )
  return {
    answer: { seq: context.seq },
    payload: { ...wanted, childBands, bounds },
    topics: ['rates', 'property'],
    facets: isMoved ? ['price'] : [],
    reload: true,
  }
}

function checkBands(bands: readonly ChildBand[]): void {
  if (firstWrongBand(bands) < 0) return
  const message = 'bands of ages go up and do not overlap'
  throw new DomainError('InvalidInput', { issues: [{ path: 'childBands', message }] })
}
