/** What `npm start` accepts, and what it hands to the desk. */
import { expect, test } from 'vitest'
import { readStartOptions } from '../../scripts/start-options.ts'

test('without options a window is wanted and the desk gets none', () => {
  expect(readStartOptions([])).toEqual({ help: false, wantsWindow: true, deskArgs: [] })
})

test('the desk gets its own options, in its own words', () => {
  const args = ['--print-token', '--port=0', '--data', 'my hotel', '--demo', '--no-open']
  expect(readStartOptions(args)).toEqual({
    help: false,
    wantsWindow: false,
    deskArgs: [
      '--demo',
      '--demo-channels',
      '--data',
      'my hotel',
      '--port',
      '0',
      '--no-open',
      '--print-token',
    ],
  })
})

test.each([['--browser'], ['--no-open'], ['--print-token']])('%s asks for no window of ours', (flag) => {
  expect(readStartOptions([flag])).toMatchObject({ wantsWindow: false })
})

test('--browser is nothing the desk knows of', () => {
  expect(readStartOptions(['--browser'])).toMatchObject({ deskArgs: [] })
})

test.each([
  [['--prot', '1']],
  [['extra']],
  [['--port', 'x']],
  [['--port', '65536']],
  [['--port', '-1']],
  [['--port']],
  [['--data']],
  [['--data', ' ']],
  [['--demo=yes']],
])('%j is refused with a reason', (args) => {
  expect(readStartOptions(args)).toEqual({ problem: expect.stringMatching(/\S/) })
})
