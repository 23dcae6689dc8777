/** Yield rules by keyboard: made with its effect seen first, switched off and on, changed, removed, undone. */
import type { Answers } from '../../renderer/connection/desk-client.ts'
import { addDays } from '../../shared/dates.ts'
import { restCaller } from '../processes/callers.ts'
import { expect, type RunningDesk, test } from './desk-fixture.ts'
import { ratesOutside } from './rates-outside.ts'

const DBL = { plan: 'FLEX', type: 'DBL' } as const
let saves = 0

async function openRules(desk: RunningDesk) {
  const page = await desk.openPage()
  await page.keyboard.press('5')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  await page.keyboard.press('i')
  await expect(page.getByRole('heading', { name: 'Yield rules' })).toBeVisible()
  return page
}

/** Whatever a test leaves of its rule. */
async function removeRule(desk: RunningDesk, name: string): Promise<void> {
  const { rules } = (await desk.outside.ask('/yield-rules')) as Answers['yieldRules']['list']
  for (const { id } of rules.filter((rule) => rule.name === name))
    await restCaller(desk.url, desk.token).call('yieldRules.save', {
      idempotencyKey: `yield-${++saves}-${desk.outside.hotel.businessDate}`,
      ruleId: id,
      rule: null,
    })
}

test('a rule is made with its effect seen first, switched off and on again, changed and removed', async ({
  desk,
}) => {
  const name = 'Busy weekends'
  const rates = ratesOutside(desk)
  const [first, last] = [desk.outside.day(150), desk.outside.day(151)]
  const prices = () => rates.prices(DBL, first, addDays(last, 1))
  const before = await prices()
  const raised = before.map((minor) => Math.round((minor! * 1.1) / 100) * 100)
  try {
    const page = await openRules(desk)
    await page.keyboard.press('n')
    const form = page.getByRole('form', { name: 'Yield rule' })
    await expect(form.getByLabel('Name')).toBeFocused()
    await expect(form.getByRole('button', { name: 'See what it does' })).toBeDisabled()
    await page.keyboard.type(name)
    // The switch, what occupancy is of, and from how much on.
    for (let tabs = 0; tabs < 3; tabs++) await page.keyboard.press('Tab')
    await page.keyboard.type('0')
    for (let tabs = 0; tabs < 3; tabs++) await page.keyboard.press('Tab')
    await page.keyboard.type('14 days')
    await expect(page.getByTestId('yield-issues')).toContainText('From 0 to 800')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await form.getByLabel('First night').fill(first)
    await form.getByLabel('Last night').fill(last)
    for (const type of ['Single', 'Twin, garden', 'Family room', 'Suite with terrace'])
      await form.getByLabel(type).press('Space')
    await form.getByLabel('Name').press('Enter')
    const effect = page.getByTestId('yield-effect')
    await expect(effect).toContainText('Double, courtyard: from 0 % occupancy, 0 days before or earlier,')
    await expect(effect.getByTestId('season-prices')).not.toHaveText('0')
    await expect(effect.getByRole('row').nth(1)).toContainText(`${before[0]! / 100}${raised[0]! / 100}`)
    expect(await prices(), 'it is rehearsed').toEqual(before)
    await page.keyboard.press('Escape')
    await expect(form.getByLabel('Name')).toHaveValue(name)
    await form.getByLabel('Name').press('Enter')
    await expect(effect.getByRole('button', { name: 'Save' })).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('notice')).toContainText(`${name} is saved`)
    expect(await prices()).toEqual(raised)
    const row = page.getByTestId('yield-row').filter({ hasText: name })
    await expect(row).toContainText('on 2 nights')
    await expect(row).toHaveAttribute('aria-selected', 'true')

    // Off, and on again by the step back.
    await page.keyboard.press('Space')
    await expect(effect.getByRole('button', { name: 'Save' })).toBeEnabled()
    await page.keyboard.press('Enter')
    // Its button says `Switch off` until it is.
    await expect(row).toContainText('Switch on')
    expect(await prices()).toEqual(before)
    await page.keyboard.press('Control+z')
    await expect(row).toContainText('on 2 nights')
    expect(await prices()).toEqual(raised)

    // A price change gives way to a restriction.
    await page.keyboard.press('Enter')
    await expect(form.getByLabel('Name')).toBeFocused()
    await form.getByLabel('Price change').fill('')
    await expect(page.getByTestId('yield-issues')).toContainText('Say what it does')
    await form.getByLabel('Least nights through').fill('4')
    await page.keyboard.press('Enter')
    await expect(effect.getByRole('row').nth(1)).toContainText('at least 4 nights')
    await page.keyboard.press('Enter')
    await expect(row).toContainText('at least 4 nights')
    expect(await prices()).toEqual(before)
    const [night] = await rates.days(DBL, first, addDays(first, 1))
    expect(night?.restrictions.minLosThrough).toBe(4)

    await page.keyboard.press('Enter')
    await form.getByRole('button', { name: 'Remove…' }).press('Enter')
    await expect(effect.getByRole('button', { name: 'Remove' })).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(row).toHaveCount(0)
    await expect(page.getByTestId('notice').last()).toContainText(`${name} is removed`)
  } finally {
    await removeRule(desk, name)
  }
})

test('two desks change one rule: the second is told, and its words stay in the form', async ({ desk }) => {
  const name = 'Last rooms'
  const { businessDate } = desk.outside.hotel
  const save = (rule: object, more: object = {}) =>
    restCaller(desk.url, desk.token).call('yieldRules.save', {
      idempotencyKey: `yield-${++saves}-${businessDate}`,
      rule: {
        name,
        active: false,
        conditions: { occupancyFrom: 90 },
        roomTypeIds: null,
        move: { kind: 'percent', percent: 5 },
        restrictions: null,
        ...rule,
      },
      ...more,
    })
  try {
    const made = await save({})
    if (made.kind !== 'done') throw new Error('a colleague could not save')
    const page = await openRules(desk)
    const row = page.getByTestId('yield-row').filter({ hasText: name })
    await row.getByRole('button', { name: 'Change' }).press('Enter')
    const form = page.getByRole('form', { name: 'Yield rule' })
    await form.getByLabel('Price change').fill('+7%')
    await save({ move: { kind: 'percent', percent: 6 } }, { ruleId: made.output.ruleId })
    await form.getByLabel('Name').press('Enter')
    await expect(page.getByTestId('yield-effect').getByTestId('failure')).toContainText(
      'was changed meanwhile',
    )
    await page.keyboard.press('Escape')
    await expect(form.getByLabel('Price change')).toHaveValue('+7%')
    await page.keyboard.press('Escape')
    await expect(row).toContainText('+6 %')
  } finally {
    await removeRule(desk, name)
  }
})
