/** People at the desk: what they ask the ledger for, on its way through the host, asked again with the same key when no answer came. */
import type { CommandName, Commands } from '../../main/ledger/commands.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Chance } from './chance.ts'
import { codeOf } from './link.ts'
import type { Machine } from './machine.ts'
import type { Timeline } from './timeline.ts'

/** Without an answer after so long, somebody asks again. */
const ASK_AGAIN_MS = 1_000

export type Input<N extends CommandName> = Omit<Commands[N]['input'], 'idempotencyKey'>

export interface FrontDeskParts {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly machine: Machine
  readonly linkMs: number
  readonly onBug: (what: string) => void
  /** An answer has come: it is durable from then on (I4). */
  readonly onAnswered: (key: string, seq: number) => void
}

export class FrontDesk {
  readonly #parts: FrontDeskParts
  #count = 0
  /** Asked and not answered yet. */
  waiting = 0

  constructor(parts: FrontDeskParts) {
    this.#parts = parts
  }

  /** @param then called once with the answer; not called when the desk refuses. @returns the key of what is asked. */
  ask<N extends CommandName>(
    name: N,
    input: Input<N>,
    then: (answer: Commands[N]['output'], key: string) => void = () => undefined,
  ): string {
    const key = `ask-${++this.#count}`
    this.waiting += 1
    this.#attempt(name, { ...input, idempotencyKey: key } as Commands[N]['input'], then)
    return key
  }

  #attempt<N extends CommandName>(
    name: N,
    input: Commands[N]['input'],
    then: (answer: Commands[N]['output'], key: string) => void,
  ): void {
    const { timeline, chance, machine, linkMs, onBug, onAnswered } = this.#parts
    const key = input.idempotencyKey
    const page = { isAlive: true, onMachine: true }
    const end = () => {
      page.isAlive = false
      cancelRepeat()
      this.waiting -= 1
    }
    const cancelRepeat = timeline.after(ASK_AGAIN_MS, page, '', () => {
      page.isAlive = false
      this.#attempt(name, input, then)
    })
    const { host } = machine
    if (host === null) return
    timeline.after(chance.int(0, linkMs), host.scope, `${key}: ${name}`, () => {
      host
        .ask((ledger) => ledger.submit(name, 'desk', input))
        .then(
          (answer) =>
            timeline.after(chance.int(0, linkMs), page, `${key} is answered`, () => {
              end()
              onAnswered(key, answer.seq)
              then(answer, key)
            }),
          (error: unknown) => {
            if (!(error instanceof DomainError))
              onBug(`${name} failed: ${codeOf(error)} ${(error as Error).stack}`)
            timeline.after(chance.int(0, linkMs), page, `${key} is refused: ${codeOf(error)}`, end)
          },
        )
    })
  }
}
