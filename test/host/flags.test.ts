/** The desk's command line, and where each system keeps its data. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultDataFolder, FlagsNotValid, readFlags } from '../../main/host/flags.ts'

const linux = { platform: 'linux', home: join('/', 'users', 'a'), environment: {} } as const

test('without flags the desk opens the user’s own hotel, on the usual port, in the browser', () => {
  expect(readFlags([], linux)).toEqual({
    data: join('/', 'users', 'a', '.local', 'share', 'keyrack'),
    port: null,
    demo: false,
    demoChannels: false,
    printToken: false,
    open: true,
    tracesTo: null,
  })
})

test('every flag is understood', () => {
  const args = ['--data', 'x', '--port', '0', '--demo', '--demo-channels', '--print-token', '--no-open']
  const collector = 'http://127.0.0.1:4318/'
  expect(readFlags([...args, '--traces-to', collector], linux)).toEqual({
    data: 'x',
    port: 0,
    demo: true,
    demoChannels: true,
    printToken: true,
    open: false,
    tracesTo: new URL(collector),
  })
})

test.each([
  ['--port', '65536'],
  ['--port', '-1'],
  ['--port', '80.5'],
  ['--port', ''],
  ['--data', ''],
  ['--data'],
  ['--traces-to', 'collector:4318'],
  ['--traces-to', ''],
  ['--nonsense'],
  ['somewhere'],
])('%s %s is refused', (...args) => {
  expect(() =>
    readFlags(
      args.filter((arg) => arg !== undefined),
      linux,
    ),
  ).toThrow(FlagsNotValid)
})

test('the data folder follows each system’s custom', () => {
  const home = join('/', 'users', 'a')
  const linuxFolder = (environment: Record<string, string>) =>
    defaultDataFolder({ platform: 'linux', home, environment })
  expect(linuxFolder({ XDG_DATA_HOME: '/data' })).toBe(join('/data', 'keyrack'))
  expect(linuxFolder({ XDG_DATA_HOME: '' })).toBe(join(home, '.local', 'share', 'keyrack'))
  expect(defaultDataFolder({ platform: 'darwin', home, environment: {} })).toBe(
    join(home, 'Library', 'Application Support', 'Keyrack'),
  )
  expect(defaultDataFolder({ platform: 'win32', home, environment: { APPDATA: '/roaming' } })).toBe(
    join('/roaming', 'Keyrack'),
  )
})
