/**
 * Every screen and state of the desk, and how one gets there from the day board by the keyboard. By keys and test ids
 * only: it must work in any language.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export interface Screen {
  /** Of its picture, too. */
  readonly name: string
  open(page: Page): Promise<void>
}

/** On a machine that does other things too. */
const LOADED_WITHIN_MS = 30_000

/** What a screen fetches is on it: nothing loads any more, and nothing moves or fades. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('.is-loading:visible')).toHaveCount(0, { timeout: LOADED_WITHIN_MS })
  await page.evaluate(async () => {
    await document.fonts.ready
    // What goes round for ever (a spinner) has no end to wait for.
    const ending = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
    await Promise.all(ending.map((each) => each.finished.catch(() => undefined)))
  })
}

/**
 * What axe objects to and where, one line each, by all of its rules, or by those of colours alone: nothing else differs with the theme. In the page itself: what its other mode is for,
 * frames of another origin, the desk has none, and a second page for each look took five times as long.
 */
export async function axeComplaints(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    ...(rules === 'all' ? {} : { runOnly: { type: 'rule', values: ['color-contrast'] } }),
  })
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

/** The page follows the system's theme, with whatever is open on it. */
export async function wear(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme)
  await settled(page)
}

function area(name: string, key: string, then: (page: Page) => Promise<unknown> = async () => {}): Screen {
  return {
    name,
    async open(page) {
      await page.keyboard.press(key)
      await settled(page)
      await then(page)
      await settled(page)
    },
  }
}

function section(id: string): Screen {
  return area(`settings-${id}`, '8', async (page) => {
    await page.getByTestId(`settings-tab-${id}`).press('Enter')
    await expect(page.getByTestId(`settings-${id}`)).toBeVisible()
  })
}

async function list(page: Page, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowRight')
  await expect(page.locator('.stay-table tbody tr').first()).toBeVisible()
}

async function reservation(page: Page): Promise<void> {
  await list(page, 2)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('reservation')).toBeVisible()
}

/** The dialog by which a list of the book gets its first row. */
async function bookDialog(page: Page, steps: number): Promise<void> {
  // It opens where it was left.
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft')
  for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('n')
  await expect(page.locator('[role="dialog"] form')).toBeVisible()
}

/** Of a guest in house, then a key in its drawer. */
async function inDrawer(page: Page, key: string, testId: string): Promise<void> {
  await reservation(page)
  await page.keyboard.press(key)
  await expect(page.getByTestId(testId)).toBeVisible()
}

async function walkIn(page: Page): Promise<void> {
  await expect(page.getByTestId('sale-form')).toBeVisible()
  await page.keyboard.type('Vermeulen')
  await expect(page.getByTestId('sale-form').locator('button[type="submit"]')).toBeEnabled()
}

async function dialogOfArrivals(page: Page, ...keys: string[]): Promise<void> {
  await page.getByTestId('board-arrivals').locator('.list-body').focus()
  for (const key of keys) await page.keyboard.press(key)
  await expect(page.locator('[role="dialog"] form')).toBeVisible()
}

/** The rates area opens where it was left; Escape leads back to the grid, however deep that was. */
async function ratesGrid(page: Page): Promise<void> {
  const grid = page.locator('.rates-grid')
  for (let back = 0; back < 4 && !(await grid.isVisible()); back++) {
    await page.locator('body').press('Escape')
    await settled(page)
  }
  await expect(page.locator('[data-testid^="rate-FLEX-"]').first()).toBeVisible()
}

async function onRatesGrid(page: Page, ...keys: string[]): Promise<void> {
  await ratesGrid(page)
  await page.locator('.rates-grid').focus()
  for (const key of keys) await page.keyboard.press(key)
  await settled(page)
}

async function rateView(page: Page, key: string): Promise<void> {
  await ratesGrid(page)
  await page.keyboard.press(key)
  await settled(page)
}

export const SCREENS: readonly Screen[] = [
  area('day', '1'),
  area('chart', '2', (page) => expect(page.locator('[data-testid^="stay-"]').first()).toBeVisible()),
  area('chart-past', '2', async (page) => {
    await page.keyboard.press('h')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('past-banner')).toBeVisible()
    await expect(page.locator('[data-testid^="stay-"]').first()).toBeVisible({ timeout: LOADED_WITHIN_MS })
  }),
  area('why-left', '2', async (page) => {
    await page.getByRole('grid').focus()
    for (const key of ['ArrowDown', 'Control+Home', 'y']) await page.keyboard.press(key)
    await expect(page.getByTestId('why-left')).toBeVisible()
  }),
  area('block', '2', async (page) => {
    await page.getByRole('grid').focus()
    // Down to the first room that is free today.
    for (let rows = 0; rows < 20 && (await page.getByRole('dialog').count()) === 0; rows++) {
      for (const key of ['ArrowDown', 'b']) await page.keyboard.press(key)
    }
    await expect(page.locator('.block-fields')).toBeVisible()
  }),
  area('arrivals', '3', (page) => list(page, 0)),
  area('in-house', '3', (page) => list(page, 2)),
  area('reservation', '3', reservation),
  area('folio', '3', (page) => inDrawer(page, 'f', 'folio')),
  area('book', '4', (page) => expect(page.locator('.book-table tbody tr').first()).toBeVisible()),
  area('book-new-hold', '4', (page) => bookDialog(page, 1)),
  area('book-new-group', '4', (page) => bookDialog(page, 2)),
  area('book-waitlist', '4', (page) => bookDialog(page, 3)),
  area('rates', '5', ratesGrid),
  area('rates-pick-up', '5', async (page) => {
    await onRatesGrid(page, 'h')
    await expect(page.locator('[class*="heat-gained"]').first()).toBeVisible()
  }),
  area('rates-typed', '5', (page) => onRatesGrid(page, 'ArrowRight', 'Control+c', '+', '1', '0')),
  area('rates-copied', '5', (page) => onRatesGrid(page, 'ArrowRight', '=', 'x')),
  area('rates-restrictions', '5', (page) => onRatesGrid(page, 'ArrowRight', 'r')),
  area('rates-preview', '5', async (page) => {
    await onRatesGrid(page, 'ArrowRight', '+', '1', '0', 'Enter')
    await expect(page.getByTestId('compared-now').first()).toBeVisible()
  }),
  area('rate-changes', '5', async (page) => {
    await onRatesGrid(page, 'j')
    await expect(page.locator('[data-testid^="rate-change-"]').first()).toBeVisible()
  }),
  area('seasons', '5', async (page) => {
    await rateView(page, 's')
    await expect(page.getByTestId('season-picture')).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await expect(page.locator('.season-form')).toBeVisible()
  }),
  area('season-effect', '5', async (page) => {
    await rateView(page, 's')
    await page.keyboard.press('ArrowDown')
    await page.locator('.season-form input').first().press('Enter')
    await expect(page.getByTestId('season-prices')).toBeVisible()
    for (let back = 0; back < 2; back++) await page.keyboard.press('Escape')
  }),
  area('season-night', '5', async (page) => {
    await rateView(page, 's')
    await expect(page.getByTestId('season-picture')).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('season-card')).toBeVisible()
  }),
  area('season-rule', '5', async (page) => {
    await rateView(page, 's')
    await page.keyboard.press('r')
    await expect(page.locator('.season-form')).toBeVisible()
  }),
  area('season-base', '5', async (page) => {
    await rateView(page, 's')
    await page.keyboard.press('b')
    await expect(page.locator('.season-prices input').first()).toBeVisible()
    await page.locator('.season-prices input').first().fill('x')
    await expect(page.locator('.season-form [role="alert"]')).toBeVisible()
  }),
  area('season-copy', '5', async (page) => {
    await rateView(page, 's')
    await page.keyboard.press('y')
    await expect(page.getByTestId('season-copy')).toBeVisible()
  }),
  area('plans', '5', async (page) => {
    await rateView(page, 'l')
    await page.keyboard.press('n')
    await expect(page.locator('.plan-form')).toBeVisible()
  }),
  area('promotions', '5', async (page) => {
    await rateView(page, 'o')
    await page.keyboard.press('n')
    await expect(page.locator('.plan-form')).toBeVisible()
  }),
  area('recommendations', '5', async (page) => {
    await rateView(page, 'm')
    await expect(page.getByTestId('recommend-waterfall')).toBeVisible()
  }),
  area('recommendations-range', '5', async (page) => {
    await rateView(page, 'm')
    await expect(page.getByTestId('recommend-waterfall')).toBeVisible()
    for (const key of ['Shift+ArrowDown', 'Shift+ArrowDown', 'a']) await page.keyboard.press(key)
    await expect(page.getByTestId('recommend-effect')).toBeVisible()
  }),
  area('back-test', '5', async (page) => {
    await rateView(page, 'm')
    await page.keyboard.press('b')
    await expect(page.getByTestId('back-test-chart')).toBeVisible({ timeout: LOADED_WITHIN_MS })
    await expect(page.getByTestId('back-test-verdict')).toBeVisible()
  }),
  area('autopilot', '5', async (page) => {
    await rateView(page, 'm')
    await page.keyboard.press('p')
    await expect(page.getByTestId('autopilot-missing')).toBeVisible()
  }),
  area('yield-rule', '5', async (page) => {
    await rateView(page, 'i')
    await page.keyboard.press('n')
    await expect(page.locator('form.yield-form')).toBeVisible()
  }),
  area('yield-effect', '5', async (page) => {
    await rateView(page, 'i')
    await page.keyboard.press('n')
    await page.locator('form.yield-form input').first().fill('85')
    await page.locator('form.yield-form input').first().press('Enter')
    await expect(page.getByTestId('season-prices')).toBeVisible()
  }),
  area('rate-files', '5', async (page) => {
    await rateView(page, 'f')
    const lines = [
      'type_code,plan_code,first_night,last_night,price_1',
      'XXL,FLEX,2027-02-31,2027-03-01,much',
    ]
    await page.getByTestId('rate-file').setInputFiles({
      name: 'rates.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(lines.join('\n')),
    })
    await expect(page.getByTestId('csv-issues')).toBeVisible()
  }),
  area('parity', '5', async (page) => {
    await rateView(page, 'p')
    await expect(page.locator('[data-testid^="parity-"]').first()).toBeVisible()
  }),
  area('channels', '6', (page) => expect(page.locator('[data-testid^="lane-"]').first()).toBeVisible()),
  area('channels-cells', '6', async (page) => {
    await page.locator('input[type="radio"][value="cells"]').press('Space')
    await expect(page.locator('[data-testid^="cell-"]').first()).toBeVisible()
  }),
  area('message-log', '6', async (page) => {
    await page.keyboard.press('m')
    await expect(page.locator('[data-testid^="call-"]').first()).toBeVisible()
  }),
  area('call', '6', async (page) => {
    await page.keyboard.press('m')
    await page.locator('[data-testid="call-fetch"]').first().waitFor()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('call-answer')).toBeVisible()
  }),
  area('channel-inspector', '6', async (page) => {
    await page.keyboard.press('i')
    await expect(page.getByTestId('inspector-answer')).toBeVisible()
  }),
  area('quarantine', '6', async (page) => {
    await page.keyboard.press('q')
    await expect(page.locator('input[type="radio"][value="quarantine"]')).toBeChecked()
  }),
  area('calendars', '6', async (page) => {
    await page.keyboard.press('k')
    await expect(page.locator('input[type="radio"][value="calendars"]')).toBeChecked()
  }),
  area('calendar-form', '6', async (page) => {
    await page.keyboard.press('k')
    await expect(page.locator('input[type="radio"][value="calendars"]')).toBeChecked()
    await settled(page)
    await page.keyboard.press('n')
    await expect(page.locator('[role="dialog"] form')).toBeVisible()
  }),
  area('overbooked', '6', async (page) => {
    await page.keyboard.press('b')
    await expect(page.locator('input[type="radio"][value="cases"]')).toBeChecked()
  }),
  area('operations', '6', async (page) => {
    await page.keyboard.press('o')
    await expect(page.getByTestId('chart-lag')).toBeVisible()
  }),
  area('metrics', '6', async (page) => {
    for (const key of ['o', 'p']) await page.keyboard.press(key)
    await expect(page.getByTestId('metrics-text')).toBeVisible()
  }),
  area('connect-channel', '6', async (page) => {
    await page.keyboard.press('n')
    await expect(page.locator('.channel-form input').first()).toBeFocused()
  }),
  area('connect-indirectly', '6', async (page) => {
    await page.keyboard.press('n')
    await page.keyboard.press('ArrowUp')
    await expect(page.getByTestId('set-up-way')).toBeVisible()
  }),
  area('connect-sign-in', '6', async (page) => {
    await page.keyboard.press('n')
    for (const key of ['Enter', 'Enter']) await page.keyboard.press(key)
    await expect(page.getByTestId('set-up-signIn').locator('[aria-invalid="true"]').first()).toBeFocused()
  }),
  area('journal', '7'),
  area('walk-in', 'w', walkIn),
  area('price-why', 'w', async (page) => {
    await walkIn(page)
    await page.keyboard.press('Alt+y')
    await expect(page.getByTestId('price-layers').locator('.figures').first()).toBeVisible()
  }),
  area('search', '/', async (page) => {
    await page.keyboard.type('ma')
    await expect(page.getByRole('option').nth(2)).toBeVisible()
  }),
  area('search-none', '/', async (page) => {
    await page.keyboard.type('qqqq')
    await expect(page.locator('.palette-note')).toBeVisible()
  }),
  area('keys', '?'),
  area('departures', '3', (page) => list(page, 1)),
  area('attention', '1', async (page) => {
    await page.locator('.attention-button').press('Enter')
    await expect(page.locator('.attention')).toBeVisible()
  }),
  area('view', '1', async (page) => {
    await page.locator('.header .icon-button').last().press('Enter')
    await expect(page.locator('.view-menu')).toBeVisible()
  }),
  area('new-reservation', 'Shift+W', (page) => expect(page.getByTestId('sale-form')).toBeVisible()),
  area('check-in', '1', (page) => dialogOfArrivals(page, 'Home', 'i')),
  area('check-out', '1', (page) => dialogOfArrivals(page, 'End', 'o')),
  area('room', '1', (page) => dialogOfArrivals(page, 'Home', 'a')),
  area('stay-menu', '3', (page) => inDrawer(page, '.', 'stay-menu')),
  area('change-stay', '3', async (page) => {
    await reservation(page)
    await page.keyboard.press('e')
    await page.keyboard.type('9')
    await expect(page.locator('[data-testid="price-effect"], [data-testid="change-refused"]')).toBeVisible()
  }),
  area('no-show', '1', async (page) => {
    await dialogOfArrivals(page, 'Home', 'n')
    await expect(page.getByTestId('fee')).toBeVisible()
  }),
  area('charge', 'c', async (page) => {
    await page.keyboard.type('1')
    await expect(page.getByRole('option').first()).toBeVisible()
  }),
  area('payment', '3', async (page) => {
    await reservation(page)
    await page.keyboard.press('p')
    await expect(page.locator('.amount-field input')).toBeFocused()
  }),
  ...[
    'hotel',
    'rooms',
    'rules',
    'prices',
    'currencies',
    'articles',
    'appearance',
    'relay',
    'desk',
    'keys',
  ].map(section),
]
