/**
 * What the shell and the host's process say to each other. Ports travel beside the messages: the page's with
 * `servePage`, the host's link to a process of its own with `childStarted`.
 */
import { z } from 'zod'

/** The processes that a host asks for; whoever starts them knows where their programs are. */
export const childKindSchema = z.enum(['sync', 'sandbox', 'sandboxes'])
export type ChildKind = z.infer<typeof childKindSchema>

const childId = z.number().int().positive()
const count = z.number().int().nonnegative()

/** How the desk stands, for people who do not see its page. */
export const deskStatusSchema = z.object({
  syncRunning: z.boolean(),
  /** Connected channels that are switched on. */
  channels: count,
  /** Those of them that do not show yet what they should. */
  behind: count,
  /** Those of them that stand still until somebody does something. */
  stopped: count,
})
export type DeskStatus = z.infer<typeof deskStatusSchema>

export const toHostSchema = z.discriminatedUnion('say', [
  z.object({ say: z.literal('servePage') }),
  z.object({ say: z.literal('childStarted'), id: childId, pid: z.number().int().optional() }),
  /** It is certain that no instruction of it runs any more. */
  z.object({ say: z.literal('childEnded'), id: childId, how: z.string() }),
  /** Time may have passed unnoticed: the machine slept. */
  z.object({ say: z.literal('tick') }),
  /** End in order; also the answer to `failed`, so that it is known to have arrived. */
  z.object({ say: z.literal('close') }),
])
export type ToHost = z.infer<typeof toHostSchema>

export const toShellSchema = z.discriminatedUnion('say', [
  z.object({ say: z.literal('ready'), url: z.url() }),
  /** It cannot open: why, in a sentence for people. The process ends with `code` when that has been heard. */
  z.object({ say: z.literal('failed'), code: z.number().int().positive(), sentence: z.string() }),
  z.object({
    say: z.literal('spawn'),
    id: childId,
    child: childKindSchema,
    args: z.array(z.string()),
    env: z.record(z.string(), z.string()),
  }),
  z.object({ say: z.literal('kill'), id: childId }),
  z.object({ say: z.literal('status'), status: deskStatusSchema }),
])
export type ToShell = z.infer<typeof toShellSchema>
