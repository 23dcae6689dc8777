/** What was last committed, how far the channels are with it, and its undo. */
import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { channelsInStep } from '../channels/lane-words.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { Key, Status } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'
import { type CommittedChange, useRatesState } from './rates-state.ts'

export function CommittedLine({ committed, undo }: { committed: CommittedChange; undo: Undo }) {
  const set = useRatesState((state) => state.set)
  const isAway = useIsAway()
  return (
    <span className="row" data-testid="rates-committed">
      <span className="strong">
        {t(committed.isUndo ? 'rates.undone' : 'rates.committed', {
          prices: committed.prices,
          restrictions: committed.restrictions,
          kind: committed.restrictions === 0 ? 'prices' : committed.prices === 0 ? 'restrictions' : 'both',
        })}
      </span>
      <ChannelsFollow />
      {!committed.isUndo && (
        <Button
          variant="default"
          h={22}
          px={8}
          disabled={isAway || undo.isSending}
          rightSection={
            <>
              <Key>Ctrl</Key>&nbsp;<Key>Z</Key>
            </>
          }
          onClick={undo.run}
        >
          {t('common.undo')}
        </Button>
      )}
      <button
        type="button"
        className="rates-dismiss"
        aria-label={t('common.close')}
        onClick={() => set({ committed: null })}
      >
        <IconX size={16} stroke={1.75} />
      </button>
    </span>
  )
}

function ChannelsFollow() {
  const { queries } = useDesk()
  const { data } = useQuery(queries.channels.list.queryOptions())
  if (data === undefined || data.channels.length === 0) return null
  const pending = data.channels
    .flatMap(({ lanes }) => lanes)
    .reduce((sum, lane) => sum + lane.pendingCells, 0)
  const isInStep = pending === 0 && channelsInStep(data.channels) === data.channels.length
  return isInStep ? (
    <Status tone="ok">{t('rates.inStep')}</Status>
  ) : (
    <Status tone="busy">{t('rates.updating', { count: pending })}</Status>
  )
}

interface Undo {
  readonly run: () => void
  readonly isSending: boolean
}

/** Puts back what the change found, as a new command, unless somebody changed some of it since. */
export function useUndo(committed: CommittedChange | null): Undo {
  const { calls } = useDesk()
  const { names } = useHotel()
  const set = useRatesState((state) => state.set)
  const notify = useDeskState((state) => state.notify)
  const isUnderDialog = useDeskState((state) => state.dialog !== null)
  const command = useCommand(calls.rates.undo)
  const { failure } = command
  async function send() {
    if (committed === null || committed.isUndo || command.isSending) return
    const answer = await command.send({ changeSeq: committed.seq })
    if (answer === undefined) return
    set({ committed: { ...committed, seq: answer.seq, isUndo: true } })
    notify('done', t('rates.notice.undone'))
  }
  useHotkeys([['mod+Z', () => !isUnderDialog && void send()]])
  const sentence = failure === null ? null : failureSentence(failure, names)
  useEffect(() => {
    if (sentence !== null) notify('danger', sentence)
  }, [sentence, notify])
  return { run: () => void send(), isSending: command.isSending }
}
