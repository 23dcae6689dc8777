/** How the desk stands, in a few numbers, for the shell's tray. */
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { DeskStatus } from '../../shared/shell-link.ts'

export function deskStatus(channels: readonly ChannelState[], syncRunning: boolean): DeskStatus {
  const lanesOf = channels.filter(({ enabled }) => enabled).map(({ lanes }) => lanes)
  const stopped = lanesOf.filter((lanes) => lanes.some(({ state }) => state === 'stopped'))
  const inStep = lanesOf.filter((lanes) => lanes.every(({ state }) => state === 'in_step'))
  return {
    syncRunning,
    channels: lanesOf.length,
    behind: lanesOf.length - inStep.length,
    stopped: stopped.length,
  }
}
