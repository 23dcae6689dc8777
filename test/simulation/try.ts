import { BUGS } from './bugs.ts'
import { simulate } from './world.ts'

const [mode, a, b] = process.argv.slice(2)
if (mode === 'seeds')
  for (let seed = Number(a); seed <= Number(b); seed++) {
    const t = process.cpuUsage()
    const o = await simulate(seed)
    console.log(
      seed,
      o.hash,
      o.steps,
      'steps',
      o.convergedMs,
      'ms',
      ((process.cpuUsage(t).user + process.cpuUsage(t).system) / 1000).toFixed(0) + ' ms cpu',
      o.wrong.slice(0, 3),
    )
  }
else if (mode === 'trace') {
  const o = await simulate(Number(a), {
    keepsTrace: true,
    weakness: b ? BUGS[Object.keys(BUGS).find((k) => k.includes(b))!]! : {},
  })
  console.log(o.trace.join('\n'), o.wrong)
} else
  for (const [name, weakness] of Object.entries(BUGS)) {
    if (a && !name.includes(a)) continue
    const found: string[] = []
    const most = Number(b ?? 200)
    let why = ''
    for (let seed = 1; seed <= most && found.length < 2; seed++) {
      const o = await simulate(seed, { weakness })
      if (o.wrong.length) {
        found.push(String(seed))
        why ||= o.wrong[0]!
      }
    }
    console.log(name, found.join(' '), why.slice(0, 200))
  }
process.exit(0)
