/** Sellers that are reached through another channel: the way there, step by step. */
import { describe, expect, test } from 'vitest'
import { INDIRECT_SELLERS, sellerSentence, sellerSteps } from '../../renderer/channels/kind-words.ts'
import { CHANNEL_KINDS, PUSHED_KIND_NAMES } from '../../shared/channel-kinds/kinds.ts'

const seller = (name: string) => INDIRECT_SELLERS.find((each) => each.name === name)!

describe('sellers that are reached through another channel', () => {
  test.each(INDIRECT_SELLERS)('$name: there is a way, and its steps name both', (each) => {
    const [first] = each.through
    expect(PUSHED_KIND_NAMES).toContain(first)
    const way = CHANNEL_KINDS[first!].title
    expect(sellerSentence(each)).toContain(each.name)
    const steps = sellerSteps(each, way)
    expect(new Set(steps).size).toBe(steps.length)
    expect(steps.join(' ')).toContain(each.name)
    expect(steps.join(' ')).toContain(way)
  })

  test('a GDS, and a booking tool of companies, begins with a plan that asks for a code, and the code is told', () => {
    for (const name of ['Amadeus', 'Sabre', 'Travelport', 'Concur', 'Serko']) {
      const steps = sellerSteps(seller(name), 'SiteMinder')
      expect(steps[0]).toContain('access code')
      expect(steps.findIndex((step) => step.includes('mapped'))).toBeGreaterThan(0)
      expect(steps.some((step) => step.startsWith('Tell the company'))).toBe(true)
    }
  })

  test('a portal has listings, and no code', () => {
    for (const name of ['Airbnb', 'Traveloka'])
      expect(sellerSteps(seller(name), 'Channex').join(' ')).not.toContain('access code')
  })
})
