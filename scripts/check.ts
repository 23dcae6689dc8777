/** `npm run check [-- PART ...]`: types, lint, imports, unused, tests. Every part runs, also after one that fails. */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './install.mjs'

interface Step {
  readonly name: string
  /** Programs of node_modules with their arguments; at most two run at a time. */
  readonly commands: readonly (readonly string[])[]
}

const SOURCE_FOLDERS = [
  'main',
  'renderer',
  'shared',
  'sealing',
  'sync',
  'relay',
  'migrations',
  'test',
  'bench',
  'scripts',
]

const typeProjects = globSync('*/tsconfig.json', { cwd: root }).map(dirname).sort()

// Biome colours its reports also where nobody sees colours.
const colours = process.stdout.isTTY ? [] : ['--colors=off']

const STEPS: readonly Step[] = [
  { name: 'types', commands: typeProjects.map((folder) => ['typescript/bin/tsc', '-p', folder]) },
  { name: 'lint', commands: [['@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', ...colours]] },
  {
    name: 'imports',
    commands: [
      [
        'dependency-cruiser/bin/dependency-cruiser.mjs',
        '--config',
        '.dependency-cruiser.mjs',
        ...SOURCE_FOLDERS,
      ],
    ],
  },
  { name: 'unused', commands: [['knip/bin/knip.js']] },
  { name: 'tests', commands: [['../scripts/test.ts']] },
]

async function passes(command: readonly string[]): Promise<boolean> {
  const [program = '', ...args] = command
  const path = join(root, 'node_modules', program)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path, ...args], { cwd: root, stdio: 'inherit' })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

/** Two at a time: a machine of ours has two cores, and the compiler uses more than one already. */
async function runStep(step: Step): Promise<boolean> {
  const waiting = [...step.commands]
  let isGood = true
  const work = async () => {
    for (let command = waiting.shift(); command !== undefined; command = waiting.shift()) {
      if (!(await passes(command))) isGood = false
    }
  }
  await Promise.all([work(), work()])
  return isGood
}

const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !STEPS.some((step) => step.name === name))
if (unknown !== undefined) {
  console.error(`No part is called ${unknown}; there are ${STEPS.map((step) => step.name).join(', ')}.`)
  process.exit(2)
}
const outcomes: string[] = []
for (const step of STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const startedAt = performance.now()
  const isGood = await runStep(step)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  outcomes.push(`${isGood ? 'passed' : 'FAILED'}  ${step.name} (${seconds} s)`)
  if (!isGood) process.exitCode = 1
}
console.log(`\n${outcomes.join('\n')}`)
