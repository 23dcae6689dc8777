/** Half of the worlds of every run of the tests: two files, so that two cores live them. */
import { soak } from '../soak.ts'
import { livedSeeds } from './lived-seeds.ts'

livedSeeds('odd', soak ? 1_000 : 100, (seed) => seed % 2 === 1)
