/** plans.save and plans.setActive: what is sold, on which terms and channels, and from whose price. */
import { DomainError } from '../../../shared/errors.ts'
import type { Catalog, RatePlan } from '../catalog.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { materialise, type RateCounts } from './materialise.ts'
import { circleOf, followersOf, parentOf } from './plan-rules.ts'
import type { RowImage, UndoItem } from './undo-log.ts'

/** As many as a hotel may be set up with. */
const MOST_RATE_PLANS = 50

type Input = Commands['plans.save']['input']

export function savePlan(
  parts: Parts,
  context: CommandContext,
  input: Input,
): Outcome<Commands['plans.save']['output']> {
  const { catalog } = context
  const known = input.ratePlanId === undefined ? undefined : catalog.ratePlan(input.ratePlanId)
  checkCode(catalog, known, input.code)
  if (known === undefined && catalog.ratePlans.all.length >= MOST_RATE_PLANS)
    throw new DomainError('TooManyRatePlans', { most: MOST_RATE_PLANS })
  const parent = input.parent && catalog.ratePlan(input.parent.ratePlanId)
  if (known !== undefined && input.seenSeq !== undefined && known.seq > input.seenSeq)
    throw new DomainError('LayerChangedMeanwhile', { name: known.name, seq: known.seq })
  const circle = known === undefined ? null : circleOf(catalog, known, parent)
  if (circle !== null)
    throw new DomainError('RatePlanCycle', { ratePlanIds: circle.map(({ publicId }) => publicId) })
  if (known?.isActive !== false) checkParentSold(parent)
  const policy = input.cancellationPolicyId
  const policyId = policy === null ? null : (catalog.policies.find(policy)?.id ?? unknownPolicy(policy))
  const channelIds = input.notOnChannelIds.map((id) => parts.plans.channelId(id))
  const rowId = known?.id ?? parts.images.numbers('rate_plan', context.seq).next
  const before = known === undefined ? null : parts.images.read('rate_plan', rowId)
  const publicId = known?.publicId ?? context.ids.publicId()
  const image: RowImage = {
    public_id: publicId,
    code: input.code,
    name: input.name,
    position: before?.position ?? catalog.ratePlans.all.length,
    cancellation_policy_id: policyId,
    parent_id: parent?.id ?? null,
    derivation: input.parent === null ? null : JSON.stringify(input.parent.derivation),
    terms: JSON.stringify(input.terms),
    active: before?.active ?? 1,
    sold_at_desk: input.soldAtDesk ? 1 : 0,
  }
  parts.images.write('rate_plan', rowId, image, context.seq)
  const notOn = parts.plans.sellNotOn(rowId, channelIds)
  const counts = finish(parts, context, rowId, before, notOn)
  return {
    answer: { seq: context.seq, ratePlanId: publicId, changedCells: counts.prices + counts.restrictions },
    payload: {
      ratePlan: publicId,
      code: input.code,
      name: input.name,
      parent: input.parent?.ratePlanId ?? null,
      derivation: input.parent?.derivation,
      notOn: input.notOnChannelIds,
      changedCells: counts.prices + counts.restrictions,
    },
    topics: ['rates', 'property'],
    facets: ['price', 'restrictions'],
    reload: true,
  }
}

/** Works out the plan's nights as it is now, and remembers how it was. */
function finish(
  parts: Parts,
  context: CommandContext,
  rowId: number,
  before: RowImage | null,
  notOn: UndoItem[] = [],
): RateCounts {
  const after = parts.images.read('rate_plan', rowId)
  const items: UndoItem[] =
    JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [{ kind: 'row', table: 'rate_plan', id: rowId, before, after }]
  items.push(...notOn)
  const { businessDate, horizon } = context.property
  const counts = materialise(
    parts,
    { ...context, catalog: parts.readCatalog() },
    { ratePlanIds: [rowId], ranges: [{ from: businessDate, to: horizon }] },
  )
  // A new plan is not taken away again: stays and channels may know it by then. It can be taken out of sale.
  if (before !== null) parts.undoLog.remember(context.seq, items)
  return counts
}

function checkCode(catalog: Catalog, known: RatePlan | undefined, code: string): void {
  const taken = catalog.ratePlans.all.find((plan) => plan.code.toUpperCase() === code.toUpperCase())
  if (taken !== undefined && taken !== known) throw new DomainError('RatePlanCodeTaken', { code })
}

/** @throws DomainError RatePlanParentNotSold: a plan in sale does not follow one that is not. */
function checkParentSold(parent: RatePlan | null): void {
  if (parent?.isActive === false)
    throw new DomainError('RatePlanParentNotSold', { parentId: parent.publicId })
}

function unknownPolicy(policyId: string): never {
  throw new DomainError('UnknownPolicy', { policyId })
}

export function setPlanActive(
  parts: Parts,
  context: CommandContext,
  { ratePlanId, active }: Commands['plans.setActive']['input'],
): Outcome<Commands['plans.setActive']['output']> {
  const { catalog } = context
  const plan = catalog.ratePlan(ratePlanId)
  const followers = followersOf(catalog, plan)
  if (active) checkParentSold(parentOf(catalog, plan))
  if (!active && followers.length > 0)
    throw new DomainError('RatePlanHasFollowers', {
      ratePlanId,
      followerIds: followers.map(({ publicId }) => publicId),
    })
  const before = parts.images.read('rate_plan', plan.id)
  parts.images.write('rate_plan', plan.id, { ...before, active: active ? 1 : 0 }, context.seq)
  const counts = finish(parts, context, plan.id, before)
  const changedCells = counts.prices + counts.restrictions
  return {
    answer: { seq: context.seq, changedCells },
    payload: { ratePlan: ratePlanId, active, changedCells },
    topics: ['rates', 'property'],
    facets: ['price', 'restrictions'],
    reload: true,
  }
}
