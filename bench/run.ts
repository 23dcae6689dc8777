/**
 * `npm run bench [-- NAME]`: one JSON line per figure on stdout, all else on stderr (npm's own two lines are kept away
 * by `npm run --silent bench`). A missed bound is said, not an error: figures of a busy machine must not fail a build.
 */
import { globSync } from 'node:fs'
import { type Bench, type Figure, missOf, rounded } from './figure.ts'

async function loadBenches(): Promise<Bench[]> {
  const files = globSync('*.bench.ts', { cwd: import.meta.dirname }).sort()
  return Promise.all(files.map(async (file) => (await import(`./${file}`)) as Bench))
}

function report(figure: Figure): void {
  const exact = rounded(figure)
  console.log(JSON.stringify(exact))
  const miss = missOf(exact)
  if (miss !== null) console.error(`Missed: ${miss}`)
}

const [wanted, ...surplus] = process.argv.slice(2)
const benches = await loadBenches()
const chosen = benches.filter((bench) => wanted === undefined || bench.names.includes(wanted))
if (surplus.length > 0 || chosen.length === 0) {
  const names = benches.flatMap((bench) => bench.names)
  console.error(`Usage: npm run bench [-- NAME]\nNames: ${names.join(', ') || 'none yet'}`)
  process.exit(2)
}
for (const bench of chosen) {
  const missing = new Set(bench.names.filter((name) => wanted === undefined || name === wanted))
  await bench.run((figure) => {
    if (!bench.names.includes(figure.name))
      throw new Error(`A bench reports ${figure.name}, which it does not name.`)
    if (missing.delete(figure.name)) report(figure)
  })
  if (missing.size > 0) {
    console.error(`No figure came for ${[...missing].join(', ')}.`)
    process.exitCode = 1
  }
}
