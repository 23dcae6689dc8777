/** What is sealed can be opened by the hotel alone, and only as it was sealed. */
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { privateKeyOf, publicKeyOf, rawPublicKey } from '../../sealing/key-pair.ts'
import { privateKeyFrom, RecoveryCodeMistyped, recoveryCodeOf } from '../../sealing/recovery-code.ts'
import { createOpener, createSealer, SEAL_BYTES, SealBroken } from '../../sealing/sealed-box.ts'

const CONTEXT = ['hotel-1', 'channel-7']
const hotel = privateKeyOf(randomBytes(32))
const opener = createOpener(hotel)
const sealed = (content: Uint8Array[], context: readonly string[] = CONTEXT) =>
  createSealer(publicKeyOf(rawPublicKey(hotel)), randomBytes).seal(content, context)

describe('sealing', () => {
  test('any content opens byte for byte, in however many parts it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 4 }), (parts) => {
        const box = sealed(parts)
        const content = Buffer.concat(parts)
        expect(box.length).toBe(content.length + SEAL_BYTES)
        expect(opener.open(box, CONTEXT).equals(content)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('one sealer never writes the same bytes twice', () => {
    const sealer = createSealer(publicKeyOf(rawPublicKey(hotel)), randomBytes)
    const boxes = Array.from({ length: 50 }, () =>
      sealer.seal([Buffer.from('same')], CONTEXT).toString('hex'),
    )
    expect(new Set(boxes).size).toBe(50)
    for (const box of boxes) expect(opener.open(Buffer.from(box, 'hex'), CONTEXT).toString()).toBe('same')
  })

  test('a change of any single bit breaks the seal', () => {
    const box = sealed([Buffer.from('Surname Greenhill')])
    for (let bit = 0; bit < box.length * 8; bit++) {
      const changed = Buffer.from(box)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      // RFC 7748 leaves the highest bit of a public key without meaning; it is authenticated all the same.
      expect(() => opener.open(changed, CONTEXT), `bit ${bit}`).toThrow(SealBroken)
    }
  })

  test('cut, lengthened and empty bytes break it', () => {
    const box = sealed([Buffer.from('content')])
    for (let length = 0; length < box.length; length++) {
      expect(() => opener.open(box.subarray(0, length), CONTEXT)).toThrow(SealBroken)
    }
    expect(() => opener.open(Buffer.concat([box, Buffer.alloc(1)]), CONTEXT)).toThrow(SealBroken)
  })

  test('another hotel, another channel or texts cut elsewhere do not open it', () => {
    const box = sealed([Buffer.from('content')], ['ab', 'c'])
    expect(opener.open(box, ['ab', 'c']).toString()).toBe('content')
    for (const context of [['a', 'bc'], ['abc'], ['ab', 'c', ''], ['ab', 'd'], []]) {
      expect(() => opener.open(box, context)).toThrow(SealBroken)
    }
    expect(() => createOpener(privateKeyOf(randomBytes(32))).open(box, ['ab', 'c'])).toThrow(SealBroken)
  })

  test('a public key of low order opens nothing and breaks nothing', () => {
    const box = sealed([Buffer.from('content')])
    box.fill(0, 1, 33)
    expect(() => opener.open(box, CONTEXT)).toThrow(SealBroken)
  })
})

describe('the recovery code', () => {
  test('gives the key back, however people type it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
        const code = recoveryCodeOf(key)
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){10}-[0-9A-HJKMNP-TV-Z]{3}$/)
        const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
        expect(privateKeyFrom(code).equals(key)).toBe(true)
        expect(privateKeyFrom(typed).equals(key)).toBe(true)
      }),
    )
  })

  test('a wrong, missing, doubled or swapped letter is noticed', () => {
    const code = recoveryCodeOf(randomBytes(32))
    const letters = code.replaceAll('-', '')
    for (let index = 0; index < letters.length; index++) {
      const other = letters[index] === '7' ? '8' : '7'
      const wrong = letters.slice(0, index) + other + letters.slice(index + 1)
      expect(() => privateKeyFrom(wrong), `letter ${index}`).toThrow(RecoveryCodeMistyped)
    }
    for (const wrong of ['', 'U', letters.slice(1), `${letters}0`, letters.slice(0, -1), 'é'.repeat(58)]) {
      expect(() => privateKeyFrom(wrong)).toThrow(RecoveryCodeMistyped)
    }
  })
})
