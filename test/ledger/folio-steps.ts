/** The random commands that a folio's book can foretell: how each is given to the ledger, and what the book says to it. */
import type { FolioCommand } from './folio-commands.ts'
import type { Till } from './folio-fixture.ts'
import { type FolioOracle, type OracleFolio, Refusal } from './folio-oracle.ts'

export interface FolioDesk {
  readonly till: Till
  readonly book: FolioOracle
  readonly reservationId: string
  readonly stayIds: readonly string[]
}

/** One command: how it is given, and what the book says to it. */
export interface Step {
  run(): Promise<unknown>
  /** Amounts that it adds, by folio; null is one that it opens. @throws Refusal */
  judge(): readonly [OracleFolio | null, number][]
  /** The stay of the folio that it opens, null for the reservation's; left out when it opens none. */
  readonly opens?: number | null | undefined
}

export function stepOf(
  desk: FolioDesk,
  command: Exclude<FolioCommand, { do: 'nights' | 'reprice' | 'cancel' | 'settle' }>,
): Step | undefined {
  switch (command.do) {
    case 'open':
      return open(desk, command.stay)
    case 'charge':
      return charge(desk, command)
    case 'reverse':
      return reverse(desk, command.posting)
    case 'split':
      return split(desk, command)
    case 'transfer':
      return transfer(desk, command)
    case 'route':
      return route(desk, command)
    case 'pay':
    case 'refund':
      return onMoney(desk, command)
    default:
      return onFolio(desk, command)
  }
}

function open(desk: FolioDesk, stay: number | null): Step {
  const stayId = stay === null ? undefined : desk.stayIds[stay]
  const input = { reservationId: desk.reservationId, stayId, name: 'Further' }
  return {
    run: () => desk.till.submit('folios.open', input),
    judge: () => {
      desk.book.requireRoomForFolio(stay)
      return []
    },
    opens: stay,
  }
}

function charge(desk: FolioDesk, command: Extract<FolioCommand, { do: 'charge' }>): Step {
  const chosen = command.folio === null ? undefined : desk.book.folioAt(command.folio)
  const { stay, article, quantity } = command
  const opened = { stay: null as number | null | undefined }
  const more = { quantity, amountMinor: command.amount, folioId: chosen?.id }
  return {
    run: () => desk.till.charge(desk.stayIds[stay]!, article, more),
    judge: () => {
      const folio = desk.book.chargedFolio(stay, article, chosen)
      const minor = desk.book.chargedAmount(article, command.amount, quantity)
      opened.stay = folio === null ? stay : undefined
      return [[folio, minor]]
    },
    get opens() {
      return opened.stay
    },
  }
}

function reverse(desk: FolioDesk, at: number): Step | undefined {
  const placed = desk.book.postingAt(at)
  if (placed === undefined) return undefined
  return {
    run: () => desk.till.submit('folios.reverse', { postingId: placed.posting.id, reason: 'x' }),
    judge: () => {
      desk.book.requireStanding(placed)
      desk.book.requireOpen(placed.folio)
      return [[placed.folio, -placed.posting.amountMinor]]
    },
  }
}

function split(desk: FolioDesk, command: Extract<FolioCommand, { do: 'split' }>): Step | undefined {
  const placed = desk.book.postingAt(command.posting)
  if (placed === undefined) return undefined
  const target = (command.folio === null ? undefined : desk.book.folioAt(command.folio)) ?? placed.folio
  const { part } = command
  const { id: postingId, amountMinor } = placed.posting
  return {
    run: () => desk.till.submit('folios.split', { postingId, part, toFolioId: target.id }),
    judge: () => {
      desk.book.requireStanding(placed)
      desk.book.requireOpen(placed.folio)
      desk.book.requireOpen(target)
      const second = desk.book.splitAmount(placed, part)
      return [
        [placed.folio, -amountMinor],
        [placed.folio, amountMinor - second],
        [target, second],
      ]
    },
  }
}

function transfer(desk: FolioDesk, command: Extract<FolioCommand, { do: 'transfer' }>): Step | undefined {
  const target = desk.book.folioAt(command.folio)
  const chosen = command.postings.flatMap((at) => desk.book.postingAt(at) ?? [])
  if (target === undefined || chosen.length === 0) return undefined
  const moved = [...new Map(chosen.map((each) => [each.posting.id, each])).values()].filter(
    ({ folio }) => folio !== target,
  )
  const postingIds = chosen.map(({ posting }) => posting.id)
  return {
    run: () => desk.till.submit('folios.transfer', { toFolioId: target.id, postingIds }),
    judge: () => {
      desk.book.requireOpen(target)
      return moved.flatMap((placed): [OracleFolio, number][] => {
        desk.book.requireStanding(placed)
        desk.book.requireOpen(placed.folio)
        const { amountMinor } = placed.posting
        return [
          [placed.folio, -amountMinor],
          [target, amountMinor],
        ]
      })
    },
  }
}

function route(desk: FolioDesk, command: Extract<FolioCommand, { do: 'route' }>): Step {
  const folio = command.folio === null ? undefined : desk.book.folioAt(command.folio)
  const articleIds = [command.article === null ? null : desk.till.article(command.article)]
  const stayId = desk.stayIds[command.stay]!
  const place = `${command.stay} ${command.article ?? ''}`
  return {
    run: () => desk.till.submit('folios.route', { stayId, articleIds, folioId: folio?.id ?? null }),
    judge: () => {
      if (folio === undefined) desk.book.routing.delete(place)
      else desk.book.routing.set(place, folio.id)
      return []
    },
  }
}

function onFolio(
  desk: FolioDesk,
  command: Extract<FolioCommand, { do: 'close' | 'reopen' }>,
): Step | undefined {
  const folio = desk.book.folioAt(command.folio)
  if (folio === undefined) return undefined
  const { id: folioId } = folio
  if (command.do === 'reopen') {
    return {
      run: () => desk.till.submit('folios.reopen', { folioId }),
      judge: () => {
        if (folio.isOpen) throw new Refusal('FolioOpen')
        folio.isOpen = true
        return []
      },
    }
  }
  return {
    run: () => desk.till.submit('folios.close', { folioId }),
    judge: () => {
      desk.book.requireOpen(folio)
      if (desk.book.balance(folio) !== 0) throw new Refusal('FolioNotBalanced')
      folio.isOpen = false
      return []
    },
  }
}

function onMoney(
  desk: FolioDesk,
  command: Extract<FolioCommand, { do: 'pay' | 'refund' }>,
): Step | undefined {
  const folio = desk.book.folioAt(command.folio)
  if (folio === undefined) return undefined
  const { id: folioId } = folio
  const { amount } = command
  const money = { folioId, amountMinor: amount, method: 'cash', reference: '' } as const
  if (command.do === 'pay') {
    return {
      run: () => desk.till.submit('folios.pay', { ...money, deposit: amount % 2 === 0 }),
      judge: () => {
        desk.book.requireOpen(folio)
        return [[folio, -amount]]
      },
    }
  }
  return {
    run: () => desk.till.submit('folios.refund', money),
    judge: () => {
      desk.book.requireOpen(folio)
      if (amount > desk.book.paid(folio)) throw new Refusal('RefundTooLarge')
      return [[folio, amount]]
    },
  }
}
