/** From a command's schema: an input that it takes, and every way in which one field of it can be wrong. */
import { z } from 'zod'
import { contract } from '../../shared/contract/contract.ts'
import type { ProcedureMeta } from '../../shared/contract/procedure.ts'
import { ID } from './desk-client.ts'

export interface CommandSchema {
  /** As in the journal: `stays.checkIn`. */
  readonly name: string
  readonly area: string
  readonly verb: string
  readonly method: string
  /** With its parameters in braces. */
  readonly path: string
  /** Codes that it may answer, with those that every command may. */
  readonly errors: readonly string[]
  readonly schema: z.ZodType
}

/** What is read of a contract's procedure. */
interface Procedure {
  readonly '~orpc': {
    readonly meta: ProcedureMeta
    readonly route: { readonly method?: string; readonly path?: string }
    readonly errorMap: object
    readonly inputSchema?: z.ZodType
  }
}

export const COMMANDS: readonly CommandSchema[] = Object.entries(contract).flatMap(([area, procedures]) =>
  Object.entries(procedures as unknown as Record<string, Procedure>).flatMap(([verb, procedure]) => {
    const { meta, route, errorMap, inputSchema } = procedure['~orpc']
    if (meta.kind !== 'command') return []
    if (inputSchema === undefined) throw new Error(`${area}.${verb} takes nothing, not even a key`)
    const { method = 'POST', path = '' } = route
    const errors = Object.keys(errorMap)
    return [{ name: `${area}.${verb}`, area, verb, method, path, errors, schema: inputSchema }]
  }),
)

type Path = readonly (string | number)[]
/** A node of the JSON Schema of what may be sent. */
interface Node {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
}

const nodeOf = (schema: z.ZodType): Node =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node

/** Of a union, one after the other; null is not one. */
const optionsOf = (node: Node): readonly Node[] =>
  (node.anyOf ?? node.oneOf ?? [])
    .filter((option) => option.type !== 'null')
    // A choice of shapes that may be null is a choice in a choice.
    .flatMap((option) => {
      const inner = optionsOf(option)
      return inner.length === 0 ? [option] : inner
    })

/** What a text may have to be; the schema says which one by refusing the others. */
const TEXTS = [
  'Anna',
  '2026-12-24',
  'EUR',
  '12:30',
  'Europe/Vienna',
  'https://example.com',
  'a-sample-of-20-letters',
]
const A_DAY = '2026-12-24'

/** Which option of each union is taken, and which text of `TEXTS`, by path. */
interface Choice {
  readonly options: ReadonlyMap<string, number>
  readonly texts: Map<string, number>
}

function build(node: Node, path: Path, choice: Choice): unknown {
  const key = path.join('.')
  const options = optionsOf(node)
  const option = options[choice.options.get(key) ?? 0]
  if (option !== undefined) return build(option, path, choice)
  if (node.const !== undefined) return node.const
  if (node.enum !== undefined) return node.enum[0]
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(node.properties ?? {}).map(([name, child]) => [
          name,
          build(child, [...path, name], choice),
        ]),
      )
    case 'array':
      return Array.from({ length: Math.max(1, node.minItems ?? 1) }, (_, index) =>
        build(node.items ?? {}, [...path, index], choice),
      )
    case 'integer':
    case 'number':
      return node.minimum ?? (node.exclusiveMinimum ?? 0) + 1
    case 'boolean':
      return true
    default:
      return node.format === 'uuid' ? ID : TEXTS[choice.texts.get(key) ?? 0]
  }
}

/** An input with every field there is. @throws when the schema refuses all that is tried. */
function sampleOf(schema: z.ZodType, node: Node, options: Choice['options']) {
  const choice: Choice = { options, texts: new Map() }
  for (let attempt = 0; attempt <= TEXTS.length; attempt++) {
    const sample = build(node, [], choice)
    const parsed = schema.safeParse(sample)
    if (parsed.success) return { sample, choice }
    for (const key of new Set(parsed.error.issues.map((issue) => issue.path.map(String).join('.')))) {
      choice.texts.set(key, (choice.texts.get(key) ?? 0) + 1)
    }
  }
  throw new Error(`no sample: ${JSON.stringify(schema.safeParse(build(node, [], choice)).error?.issues)}`)
}

const MISSING = Symbol('left out')

export interface BadInput {
  /** For people: which field is wrong, and how. */
  readonly what: string
  readonly path: Path
  /** Inside a union only the union itself may be named. */
  readonly isInUnion: boolean
  readonly input: unknown
}

const DAYS = ['2026-02-30', '2026-13-01', '26-12-24', '24.12.2026', '2026-12-24T00:00:00Z', '']

/** @param valid what stands there in the sample. */
function wrongValues(node: Node, isDay: boolean, valid: unknown): [what: string, value: unknown][] {
  const isNullable = [node, ...(node.anyOf ?? [])].some((option) => option.type === 'null')
  const none: [string, unknown][] = isNullable ? [] : [['null', null]]
  if (optionsOf(node).length > 0) {
    // An option of its own says what else may be wrong.
    return [...none, ['of another type', 'x'], ['an empty object', {}]].filter(
      ([, value]) => !optionsOf(node).some((option) => option.type === 'string' && typeof value === 'string'),
    ) as [string, unknown][]
  }
  if (node.const !== undefined || node.enum !== undefined) {
    return [...none, ['unknown', 'no-such-word'], ['of another type', 7], ['like a method', 'toString']]
  }
  switch (node.type) {
    case 'object':
      return [...none, ['text', 'x'], ['a list', []], ['a number', 1]]
    case 'array':
      return [
        ...none,
        ['an object', {}],
        ['text', 'x'],
        ...lengths(node.minItems, node.maxItems, 'entries', (length) =>
          Array.from({ length }, () => (valid as unknown[])[0]),
        ),
      ]
    case 'integer':
    case 'number':
      return [
        ['text', 'x'],
        ['an object', {}],
        ['not a number', Number.NaN],
        ['infinite', Number.POSITIVE_INFINITY],
        ...(node.type === 'integer'
          ? [['between two integers', (node.minimum ?? 0) + 0.5] as [string, number]]
          : []),
        ...(node.minimum === undefined ? [] : [['too small', node.minimum - 1] as [string, number]]),
        ...(node.maximum === undefined ? [] : [['too large', node.maximum + 1] as [string, number]]),
      ]
    case 'boolean':
      return [...none, ['text', 'yes'], ['a number', 1]]
    default:
      return [
        ...none,
        ['a number', 7],
        ['an object', {}],
        ['a list', ['x']],
        ...(node.format === 'uuid' ? ['', 'x', `${ID}0`, ID.replace('0', 'g')] : []).map(asForm),
        ...(isDay ? DAYS : []).map(asForm),
        ...(node.pattern !== undefined && node.format === undefined ? ['', 'ä'] : []).map(asForm),
        ...lengths(node.minLength, node.maxLength, 'characters', (length) => 'x'.repeat(length)),
        ...(node.minLength === undefined ? [] : [asForm('   ')]),
      ]
  }
}

const asForm = (text: string): [string, unknown] => [`"${text}"`, text]

function lengths(
  least: number | undefined,
  most: number | undefined,
  unit: string,
  make: (length: number) => unknown,
): [string, unknown][] {
  return [
    ...(least === undefined || least === 0
      ? []
      : [[`${least - 1} ${unit}`, make(least - 1)] as [string, unknown]]),
    ...(most === undefined ? [] : [[`${most + 1} ${unit}`, make(most + 1)] as [string, unknown]]),
  ]
}

/** A copy of `sample` with another value at `path`; MISSING leaves it out. */
function changed(sample: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(sample)) {
    return sample.map((item, index) => (index === step ? changed(item, rest, value) : item))
  }
  const fields = Object.entries(sample as Record<string, unknown>)
  return Object.fromEntries(
    fields.flatMap(([name, item]) => {
      if (name !== step) return [[name, item]]
      const next = changed(item, rest, value)
      return next === MISSING ? [] : [[name, next]]
    }),
  )
}

const at = (sample: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], sample)

interface Walk {
  readonly sample: unknown
  readonly choice: Choice
  readonly found: BadInput[]
}

function walk(node: Node, path: Path, isInUnion: boolean, walking: Walk): void {
  const { sample, choice, found } = walking
  const isUnion = isInUnion || optionsOf(node).length > 1
  const add = (what: string, value: unknown, where = path, isInside = isUnion) =>
    found.push({
      what: `${where.join('.')}: ${what}`,
      path: where,
      isInUnion: isInside,
      input: changed(sample, where, value),
    })
  const key = path.join('.')
  // Days are the texts of at most 40 characters that have to be one.
  const isDay = node.maxLength === 40 && TEXTS[choice.texts.get(key) ?? 0] === A_DAY
  // The input itself is not looked at before its key: what is no object has none.
  if (path.length > 0)
    for (const [what, value] of wrongValues(node, isDay, at(sample, path))) add(what, value)
  const option = optionsOf(node)[choice.options.get(key) ?? 0]
  if (option !== undefined) {
    walkInto(option, path, true, walking, add)
    return
  }
  walkInto(node, path, isInUnion, walking, add)
}

function walkInto(
  node: Node,
  path: Path,
  isInUnion: boolean,
  walking: Walk,
  add: (what: string, value: unknown, at: Path, isInUnion: boolean) => void,
): void {
  for (const name of node.required ?? []) add('left out', MISSING, [...path, name], isInUnion)
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    walk(child, [...path, name], isInUnion, walking)
  }
  if (node.items !== undefined) walk(node.items, [...path, 0], isInUnion, walking)
}

/** Every choice of one option for a union in the input, one union at a time. */
function choicesOf(node: Node, path: Path = []): Map<string, number>[] {
  const options = optionsOf(node)
  const here = options.flatMap((option, index) =>
    choicesOf(option, path).map((choice) => new Map([[path.join('.'), index], ...choice])),
  )
  if (options.length > 0) return here
  const below = [
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) => choicesOf(child, [...path, name])),
    ...(node.items === undefined ? [] : choicesOf(node.items, [...path, 0])),
  ]
  return below.length === 0 ? [new Map()] : below
}

export interface Inputs {
  /** One that the schema takes, with every field there is. */
  readonly sample: Readonly<Record<string, unknown>>
  readonly bad: readonly BadInput[]
}

export function inputsOf({ schema }: CommandSchema): Inputs {
  const node = nodeOf(schema)
  const seen = new Map<string, BadInput>()
  let first: unknown
  for (const options of choicesOf(node)) {
    const { sample, choice } = sampleOf(schema, node, options)
    first ??= sample
    const found: BadInput[] = []
    walk(node, [], false, { sample, choice, found })
    // Outside of unions every choice finds the same.
    for (const bad of found) seen.set(`${bad.what} ${bad.isInUnion ? [...options.values()].join() : ''}`, bad)
  }
  return { sample: first as Inputs['sample'], bad: [...seen.values()] }
}

/** Fields whose size nothing bounds. */
export function unboundedFields({ schema }: CommandSchema): string[] {
  const found: string[] = []
  const look = (node: Node, path: Path): void => {
    const isFree = node.const === undefined && node.enum === undefined
    const isOpenText =
      node.type === 'string' && isFree && node.maxLength === undefined && node.pattern === undefined
    if (isOpenText || (node.type === 'array' && node.maxItems === undefined)) found.push(path.join('.'))
    for (const option of optionsOf(node)) look(option, path)
    for (const [name, child] of Object.entries(node.properties ?? {})) look(child, [...path, name])
    if (node.items !== undefined) look(node.items, [...path, '0'])
  }
  look(nodeOf(schema), [])
  return found
}
