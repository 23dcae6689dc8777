/** Browser tests: a real Chromium against a real desk, two at a time: each waits about half of its time. */
import { defineConfig } from '@playwright/test'
import { provideBrowser } from './test/setup/browser.ts'

const browser = await provideBrowser()
const environment = Object.entries(process.env).filter(
  (entry): entry is [string, string] => entry[1] !== undefined,
)

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/browser',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      // Nothing but this: other switches of packaged browsers turn off the very rules that the tests rely on.
      args: ['--no-sandbox'],
      env: { ...Object.fromEntries(environment), ...browser.env },
    },
  },
})
