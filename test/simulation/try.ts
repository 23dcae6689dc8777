import { simulate } from './world.ts'
const [from, to, trace] = process.argv.slice(2).map(Number)
for (let seed = from!; seed <= to!; seed++) {
  const t = performance.now()
  const o = await simulate(seed, { keepsTrace: trace === 1 })
  console.log(seed, o.hash, o.steps, 'steps', o.convergedMs, 'ms', (performance.now() - t).toFixed(0) + ' ms cpu', o.wrong.slice(0, 3))
  if (trace === 1) console.log(o.trace.slice(-150).join('\n'))
}
process.exit(0)
