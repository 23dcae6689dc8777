/** Two projects: everything that runs inside the test's own process, and the tests that start and kill real ones. */
import { defineConfig } from 'vitest/config'
import { soak } from './test/soak.ts'

const MINUTE_MS = 60_000

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A worker loads the sources once for all of its files: loading them anew for each took as long as their tests.
          isolate: false,
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/processes/**', 'test/e2e/**', 'test/fixtures/**'],
          testTimeout: soak ? 60 * MINUTE_MS : MINUTE_MS / 2,
          hookTimeout: MINUTE_MS / 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['test/processes/**/*.test.ts'],
          testTimeout: soak ? 120 * MINUTE_MS : 2 * MINUTE_MS,
          hookTimeout: MINUTE_MS,
          // Real hosts and syncs compete for two cores; one file at a time keeps their bounded waits honest.
          fileParallelism: false,
        },
      },
    ],
  },
})
