/**
 * The desk as a utility process of the shell: `utility.ts --data DIR --port N --demo`. Pages come over ports that the
 * shell hands in, and the shell starts sync and the sandbox for it.
 */
import { childEnvironment } from './child-environment.ts'
import { CLOSE_WITHIN_MS, commandLineFlags, EXIT, failedStart, hostLog, openDeskHost } from './desk-host.ts'
import type { Host } from './host.ts'
import { traceOf } from './incidents.ts'
import { shellChildren } from './shell-children.ts'
import { type ShellPort, shellPort } from './shell-port.ts'

/** So long it is waited for the shell to have heard why the desk cannot open. */
const HEARD_WITHIN_MS = 2_000
/** How often it is looked whether the tray must say something else: it is not watched like a page. */
const STATUS_EVERY_MS = 15_000
/** While a channel is being brought in step, which is soon done. */
const STATUS_SOON_MS = 2_000

const log = hostLog()

function endForFault(error: unknown): never {
  log.fatal(traceOf(error), 'the host ends by a fault')
  process.exit(EXIT.fault)
}

/** Ends only when the shell has heard the sentence: what is posted right before an exit may be lost. */
function endWith(shell: ShellPort, code: number, sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  shell.onMessage(({ say }) => {
    if (say === 'close') process.exit(code)
  })
  shell.tell({ say: 'failed', code, sentence })
  setTimeout(() => process.exit(code), HEARD_WITHIN_MS)
}

function closer(host: Host): () => void {
  let isClosing = false
  return () => {
    if (isClosing) return
    isClosing = true
    setTimeout(() => process.exit(EXIT.fault), CLOSE_WITHIN_MS).unref()
    host.close().then(() => process.exit(0), endForFault)
  }
}

/** Tells what changed, not that nothing did. */
function tellStatus(shell: ShellPort, host: Host): void {
  let told = ''
  const look = () => {
    const status = host.status()
    const text = JSON.stringify(status)
    if (text !== told) shell.tell({ say: 'status', status })
    told = text
    return status.behind === 0 ? STATUS_EVERY_MS : STATUS_SOON_MS
  }
  const lookAgain = () => void setTimeout(lookAgain, look()).unref()
  host.sync.onRunning(() => void look())
  lookAgain()
}

async function open(shell: ShellPort): Promise<void> {
  const flags = commandLineFlags()
  if ('sentence' in flags) return endWith(shell, flags.code, flags.sentence)
  const children = shellChildren(shell.tell, childEnvironment(process.env))
  let host: Host | null = null
  let close = (): void => process.exit(0)
  shell.onMessage((message, port) => {
    if (message.say === 'childStarted') children.started(message.id, message.pid, port)
    else if (message.say === 'childEnded') children.ended(message.id, message.how)
    else if (message.say === 'close') close()
    else if (message.say === 'tick') host?.tick()
    else if (port !== null && host !== null) {
      host.servePage(port)
      port.start()
    } else port?.close()
  })
  try {
    host = await openDeskHost(flags, log, children.spawnChild)
  } catch (error) {
    const failure = failedStart(error, flags)
    if (failure === null) endForFault(error)
    close = () => undefined
    return endWith(shell, failure.code, failure.sentence)
  }
  close = closer(host)
  shell.tell({ say: 'ready', url: host.url })
  tellStatus(shell, host)
}

process.on('uncaughtException', endForFault)
process.on('unhandledRejection', endForFault)

const shell = shellPort()
if (shell === null) {
  process.stderr.write(
    'This is the host for the shell. Under plain Node, start the desk with `npm run desk`.\n',
  )
  process.exit(EXIT.usage)
}
await open(shell)
