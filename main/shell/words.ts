/** Every word that the shell itself shows: tray, menus, dialogs. The page has its own catalogues. */
import type { DeskState } from './desk-state.ts'

export const WORDS = {
  product: 'Keyrack',
  open: 'Open Keyrack',
  quit: 'Quit Keyrack',
  edit: 'Edit',
  view: 'View',
  isOpenAlready: 'Keyrack is open already and shows its window. To open another folder, quit it first.',
  tryAgain: 'Try again',
  cannotGoOn: 'Keyrack cannot go on',
  nothingLost: 'Nothing that was confirmed is lost.',
  pageMissing:
    'The page of the desk could not be shown. Install Keyrack again, or build it with "npm run build".',
} as const

export function keptEnding(deaths: number, lastWords: string): string {
  const told = lastWords === '' ? '' : `\n\nThe last that it said:\n${lastWords}`
  return `The desk's host has ended ${deaths} times in a row. ${WORDS.nothingLost} Try again; if it goes on, restart the computer and see that its disk is not full.${told}`
}

/** One line on how the desk stands. */
export function stateLine(state: DeskState): string {
  if (state.kind === 'starting') return 'The desk is opening'
  if (state.kind === 'away') return 'The desk is away and comes back'
  if (state.kind === 'ended') return 'The desk is closed'
  const { status } = state
  if (status === null) return 'The desk is open'
  if (status.channels === 0) return 'No channel is connected'
  if (!status.syncRunning) return 'Sync is starting again'
  if (status.stopped > 0) return `${channels(status.stopped)} standing still: open Keyrack`
  if (status.behind > 0) return `${channels(status.behind)} being brought in step`
  return status.channels === 1 ? 'The channel is in step' : `All ${status.channels} channels are in step`
}

function channels(count: number): string {
  return count === 1 ? 'One channel is' : `${count} channels are`
}
