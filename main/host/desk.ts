/** The desk under plain Node: `node main/host/desk.ts --data DIR --port N --demo --print-token --no-open`. */
import { createInterface } from 'node:readline'
import { CLOSE_WITHIN_MS, commandLineFlags, EXIT, failedStart, hostLog, openDeskHost } from './desk-host.ts'
import type { DeskFlags } from './flags.ts'
import { forkDeskChild } from './forked-child.ts'
import type { Host } from './host.ts'
import { traceOf } from './incidents.ts'
import { openInBrowser } from './system-browser.ts'

const log = hostLog()

function endWith(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(code)
}

function endForFault(error: unknown): never {
  log.fatal(traceOf(error), 'the host ends by a fault')
  process.exit(EXIT.fault)
}

function announce(host: Host, flags: DeskFlags): void {
  if (flags.printToken) {
    process.stdout.write(`${JSON.stringify({ url: host.url, token: host.startToken() })}\n`)
  } else {
    process.stdout.write(`The desk is open. This address signs in one browser, within a minute:\n`)
    process.stdout.write(`  ${host.openingUrl()}\n`)
  }
  if (flags.open) openInBrowser(host.openingUrl(), (why) => process.stderr.write(`${why}\n`))
  if (!flags.printToken && process.stdin.isTTY) offerNewAddresses(host)
}

function offerNewAddresses(host: Host): void {
  process.stdout.write('Press Enter for a new address, Ctrl+C to close the desk.\n')
  const lines = createInterface({ input: process.stdin })
  lines.on('line', () => process.stdout.write(`  ${host.openingUrl()}\n`))
}

function closeOnSignal(host: Host): void {
  let isClosing = false
  const close = () => {
    if (isClosing) return
    isClosing = true
    setTimeout(
      () => endWith(EXIT.fault, 'The desk did not close in time and was ended.'),
      CLOSE_WITHIN_MS,
    ).unref()
    host.close().then(() => process.exit(0), endForFault)
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
}

process.on('uncaughtException', endForFault)
process.on('unhandledRejection', endForFault)

const flags = commandLineFlags()
if ('sentence' in flags) endWith(flags.code, flags.sentence)
try {
  const host = await openDeskHost(flags, log, forkDeskChild)
  closeOnSignal(host)
  announce(host, flags)
} catch (error) {
  const failure = failedStart(error, flags)
  if (failure === null) endForFault(error)
  endWith(failure.code, failure.sentence)
}
