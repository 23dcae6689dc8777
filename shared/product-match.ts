/** Which of our room types and rate plans a channel's products are, by how alike their names and codes are. Pure. */
import type { ChannelProduct } from './contract/channel-inquiry.ts'
import { foldedWords } from './words.ts'

interface Named {
  readonly id: string
  readonly code: string
  readonly name: string
}

/** name: alike so far. code: the channel calls it by our own code. only: one of either is left, of the same room. */
export type MatchReason = 'name' | 'code' | 'only'

export interface RoomMatch {
  readonly roomCode: string
  readonly roomTypeId: string
  /** From `LEAST_SCORE` to 1. */
  readonly score: number
  readonly reason: MatchReason
}

export interface RateMatch extends Omit<RoomMatch, 'roomTypeId'> {
  readonly rateCode: string
  readonly ratePlanId: string
}

/** Below it, a suggestion is a guess that somebody would have to check as if there were none. */
export const LEAST_SCORE = 0.6
/** What stands alone on both sides is likely to belong together, and no more than that. */
const ONLY_SCORE = 0.7

/** Words that every room or rate may have, and so tell none from another. */
const PLAIN = new Set([
  'room',
  'rooms',
  'zimmer',
  'rate',
  'rates',
  'plan',
  'the',
  'a',
  'with',
  'and',
  'mit',
  'und',
])
/** Short for, or another word for. */
const SAME: Readonly<Record<string, string>> = {
  dbl: 'double',
  doppelzimmer: 'double',
  twn: 'twin',
  sgl: 'single',
  einzelzimmer: 'single',
  tpl: 'triple',
  dlx: 'deluxe',
  sup: 'superior',
  fam: 'family',
  familienzimmer: 'family',
  ste: 'suite',
  jr: 'junior',
  flex: 'flexible',
  standard: 'flexible',
  std: 'flexible',
  bar: 'flexible',
  best: 'flexible',
  available: 'flexible',
  nonrefundable: 'nonref',
  nrf: 'nonref',
  nr: 'nonref',
  saver: 'nonref',
  bb: 'breakfast',
  bnb: 'breakfast',
  fruhstuck: 'breakfast',
  corp: 'corporate',
  wkly: 'weekly',
}

function wordsOf(name: string): string[] {
  const joined = name.replace(/non[\s-]*ref(undable)?\w*/gi, 'nonref')
  const words = foldedWords(joined)
    .filter((word) => !PLAIN.has(word))
    .map((word) => SAME[word] ?? word)
  return [...new Set(words)]
}

/** Two letters at a time; a word of one letter is itself. */
function pairsOf(word: string): string[] {
  return word.length < 2 ? [word] : Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
}

/** Dice's coefficient of the pairs of letters: 1 for the same word, about 0.8 for one with another ending. */
function wordLikeness(a: string, b: string): number {
  if (a === b) return 1
  const rest = pairsOf(b)
  let common = 0
  for (const pair of pairsOf(a)) {
    const at = rest.indexOf(pair)
    if (at < 0) continue
    rest.splice(at, 1)
    common += 1
  }
  return (2 * common) / (pairsOf(a).length + pairsOf(b).length)
}

/** Words less alike than this are different ones. */
const SAME_WORD = 0.7

/** 0 to 1: how many of the words of both have a counterpart in the other, those that are only alike counted in part. */
export function nameLikeness(a: string, b: string): number {
  const [ours, theirs] = [wordsOf(a), wordsOf(b)]
  if (ours.length === 0 || theirs.length === 0) return 0
  const best = (word: string, among: readonly string[]) => {
    const likeness = Math.max(...among.map((other) => wordLikeness(word, other)))
    return likeness >= SAME_WORD ? likeness : 0
  }
  const sum = (words: readonly string[], among: readonly string[]) =>
    words.reduce((total, word) => total + best(word, among), 0)
  return (sum(ours, theirs) + sum(theirs, ours)) / (ours.length + theirs.length)
}

interface Pair {
  readonly ours: string
  readonly theirs: string
  readonly score: number
  readonly reason: MatchReason
}

interface Theirs {
  readonly code: string
  readonly name: string
}

/** The most alike first, each once; what is taken already, on either side, is left out by the caller. */
function matched(ours: readonly Named[], theirs: readonly Theirs[]): Pair[] {
  const pairs = ours.flatMap(({ id, code, name }) =>
    theirs.map((other): Pair => {
      const isCode =
        code.toLowerCase() === other.code.toLowerCase() || code.toLowerCase() === other.name.toLowerCase()
      const score = isCode ? 1 : nameLikeness(name, other.name)
      return { ours: id, theirs: other.code, score, reason: isCode ? 'code' : 'name' }
    }),
  )
  // Equal scores stay in the order of the lists, so that the same lists always match the same way.
  const best = pairs.filter(({ score }) => score >= LEAST_SCORE).toSorted((a, b) => b.score - a.score)
  const found: Pair[] = []
  for (const pair of best) {
    const isTaken = found.some(({ ours: one, theirs: other }) => one === pair.ours || other === pair.theirs)
    if (!isTaken) found.push(pair)
  }
  return found
}

/** @param mapped what somebody has mapped already, by the channel's room code: suggestions are about the rest. */
export function matchRooms(
  roomTypes: readonly Named[],
  products: readonly ChannelProduct[],
  mapped: ReadonlyMap<string, string>,
): RoomMatch[] {
  const taken = new Set(mapped.values())
  const ours = roomTypes.filter(({ id }) => !taken.has(id))
  const theirs = products.filter(({ code }) => !mapped.has(code))
  return withOnly(ours, theirs, matched(ours, theirs)).map(
    ({ ours: roomTypeId, theirs: roomCode, score, reason }) => ({
      roomCode,
      roomTypeId,
      score,
      reason,
    }),
  )
}

/** The rates of one room of the channel; `mapped` by rate code. */
export function matchRates(
  ratePlans: readonly Named[],
  product: ChannelProduct,
  mapped: ReadonlyMap<string, string>,
): RateMatch[] {
  const taken = new Set(mapped.values())
  const ours = ratePlans.filter(({ id }) => !taken.has(id))
  // A rate is often named after its room, `Double, flexible`: the room's own words tell its rates not apart.
  const roomWords = new Set(wordsOf(product.name))
  const theirs = product.rates
    .filter(({ code }) => !mapped.has(code))
    .map(({ code, name }) => {
      const own = wordsOf(name).filter((word) => !roomWords.has(word))
      return { code, name: own.length === 0 ? name : own.join(' ') }
    })
  return withOnly(ours, theirs, matched(ours, theirs)).map(
    ({ ours: ratePlanId, theirs: rateCode, score, reason }) => ({
      roomCode: product.code,
      rateCode,
      ratePlanId,
      score,
      reason,
    }),
  )
}

function withOnly(
  ours: readonly Named[],
  theirs: readonly Theirs[],
  found: readonly Pair[],
): readonly Pair[] {
  const [one, other] = [ours[0], theirs[0]]
  if (found.length > 0 || ours.length !== 1 || theirs.length !== 1) return found
  if (one === undefined || other === undefined) return found
  return [{ ours: one.id, theirs: other.code, score: ONLY_SCORE, reason: 'only' }]
}

/** One line of a list that somebody pasted, by its number. */
export interface ListIssue {
  readonly line: number
}

const MOST_CODE = 60

/**
 * A list as it is copied out of a channel's extranet or a table: a line for each rate with room code, room name, rate code
 * and rate name, or for a room without rates its code and name; tabs, semicolons or commas between them.
 */
export function readProductList(text: string): { products: ChannelProduct[]; issues: ListIssue[] } {
  const rooms = new Map<string, { code: string; name: string; rates: { code: string; name: string }[] }>()
  const issues: ListIssue[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const mark = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ','
    const [code = '', name = '', rateCode = '', rateName = ''] = line.split(mark).map((field) => field.trim())
    if (code === '' || code.length > MOST_CODE || rateCode.length > MOST_CODE) {
      issues.push({ line: index + 1 })
      continue
    }
    const room = rooms.get(code) ?? { code, name, rates: [] }
    rooms.set(code, room)
    if (rateCode !== '' && !room.rates.some((rate) => rate.code === rateCode))
      room.rates.push({ code: rateCode, name: rateName })
  }
  return { products: [...rooms.values()], issues }
}
