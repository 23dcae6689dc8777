/** The other half of the worlds. */
import { soak } from '../soak.ts'
import { livedSeeds } from './lived-seeds.ts'

livedSeeds('even', soak ? 1_000 : 100, (seed) => seed % 2 === 0)
