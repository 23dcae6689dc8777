import { chromium } from '@playwright/test'
import { provideBrowser } from './setup/browser.ts'

const [url, token] = process.argv.slice(2)
const b = await provideBrowser()
const browser = await chromium.launch({
  executablePath: b.executablePath,
  args: ['--no-sandbox'],
  env: { ...process.env, ...b.env } as never,
})
const page = await (
  await browser.newContext({
    viewport: { width: 1600, height: 900 },
    colorScheme: (process.argv[5] ?? 'light') as never,
  })
).newPage()
page.on('console', (m) => m.type() === 'error' && console.log('console', m.text().slice(0, 300)))
page.on('pageerror', (e) => console.log('pageerror', String(e).slice(0, 500)))
await page.goto(`${url}/#token=${encodeURIComponent(token!)}`)
await page.getByRole('navigation', { name: 'Areas' }).waitFor()
const steps = (process.argv[3 + 1] ?? '').split(' ')
let n = 0
for (const s of steps) {
  if (s === 'shot') {
    await page.waitForTimeout(900)
    await page.screenshot({ path: `/tmp/k/shot-${process.argv[5] ?? 'light'}-${n++}.png` })
  } else if (s.startsWith('type:')) await page.keyboard.type(s.slice(5))
  else if (s.startsWith('text:')) await page.getByText(s.slice(5).replaceAll('_', ' ')).first().click()
  else if (s.startsWith('wait')) await page.waitForTimeout(1500)
  else await page.keyboard.press(s)
  await page.waitForTimeout(120)
}
await browser.close()
