/** The rules of the repository hold, and each of them would notice a breach. */
import { describe, expect, test } from 'vitest'
import { breachesOf, emptyNames, headlessFiles, overlongFiles, RULES } from './rules.ts'
import { readProjectFile, type SourceFile, sourceFiles } from './source-files.ts'

const files = sourceFiles()

/** One breach per rule, at a place where the rule holds. */
const BREACHES: Readonly<Record<string, SourceFile>> = {
  'no SQL that replaces rows': { path: 'main/store/x.ts', text: 'sql`INSERT or\treplace INTO room_night`' },
  'the digit of an area is asked for': { path: 'renderer/board/x.tsx', text: '<Key>5</Key>' },
  'time and chance are passed in': { path: 'main/ledger/x.ts', text: 'const now = Date.now()' },
  'timers and the network are passed in': { path: 'sync/engine/x.ts', text: 'await fetch(url)' },
  'what lies over the screen has the keyboard at once': {
    path: 'renderer/stays/x.tsx',
    text: "import { Button, Modal } from '@mantine/core'",
  },
  'no test is left out or alone': { path: 'test/ledger/x.test.ts', text: 'test.only("x", () => {})' },
  'nothing is left to do': { path: 'docs/X.md', text: 'TODO: write this' },
  'no path of one machine': { path: 'docs/X.md', text: 'see /home/maria/keyrack' },
  'no name of a package registry': { path: '.npmrc', text: 'registry=https://npm-mirror.example.com/' },
  'types are not silenced': { path: 'shared/x.ts', text: '// @ts-ignore' },
}

describe.each(RULES)('$name', (rule) => {
  test('holds in every file', () => {
    expect(breachesOf(rule, files)).toEqual([])
  })

  test('would notice a breach', () => {
    const breach = BREACHES[rule.name]
    expect(breach, 'every rule has a breach to notice').toBeDefined()
    expect(breachesOf(rule, [breach!])).toEqual([`${breach!.path}:1`])
  })
})

test('a comment may name what code may not do', () => {
  const rule = RULES.find((each) => each.name === 'time and chance are passed in')!
  const text = '/** Not Date.now(): the clock\n * is Math.random() */\n// new Date()\nclock.now()'
  expect(breachesOf(rule, [{ path: 'main/ledger/x.ts', text }])).toEqual([])
})

test('no file is longer than 400 lines', () => {
  expect(overlongFiles(files)).toEqual([])
  expect(overlongFiles([{ path: 'main/x.ts', text: 'x\n'.repeat(401) }])).toEqual(['main/x.ts has 401 lines'])
})

test('no file or folder has a name that says nothing', () => {
  expect(emptyNames(files)).toEqual([])
  expect(emptyNames([{ path: 'main/utils/x.ts', text: '' }])).toHaveLength(1)
  expect(emptyNames([{ path: 'main/host/helpers.ts', text: '' }])).toHaveLength(1)
})

test('every file says at its head what it is for', () => {
  expect(headlessFiles(files)).toEqual([])
  expect(headlessFiles([{ path: 'main/x.ts', text: 'export const x = 1' }])).toEqual(['main/x.ts'])
})

test('the lockfile names no address of a package', () => {
  const lock = readProjectFile('package-lock.json')
  expect(lock).toContain('"integrity"')
  expect(lock).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/)
})

test('every version is pinned exactly', () => {
  const manifest = JSON.parse(readProjectFile('package.json')) as Record<string, Record<string, string>>
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies']
  const versions = groups.flatMap((group) => Object.entries(manifest[group]!))
  expect(versions.length).toBeGreaterThan(20)
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
})
