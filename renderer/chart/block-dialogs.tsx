/** Takes a room out of order for some nights, and puts it back. */
import { Button, Checkbox, Loader, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { BlockBar } from '../../shared/contract/stays.ts'
import { addDays, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { type Command, useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { stayDatesText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { t } from '../text/text.ts'
import { nightsText } from './chart-words.ts'

const LONGEST_REASON = 200
const BLOCK_KINDS: readonly BlockBar['kind'][] = ['out_of_order', 'out_of_service']

function DialogFrame({
  title,
  action,
  canSubmit,
  command,
  onSubmit,
  startsOnAction,
  children,
}: {
  title: string
  action: string
  canSubmit: boolean
  command: Pick<Command<never, unknown>, 'isSending' | 'failure'>
  onSubmit: () => Promise<void>
  startsOnAction: boolean
  children: ReactNode
}) {
  const isAway = useIsAway()
  const close = useDeskState((state) => state.closeDialog)
  const isReady = canSubmit && !isAway
  function submit(event: FormEvent) {
    event.preventDefault()
    if (isReady && !command.isSending) void onSubmit()
  }
  return (
    <OverScreen onClose={close} title={title} size={460}>
      <form className="dialog-body" onSubmit={submit}>
        {children}
        <FailureAlert failure={command.failure} />
        <div className="dialog-foot">
          <Button variant="default" type="button" onClick={close} rightSection={<Key>Esc</Key>}>
            {t('chart.change.keep')}
          </Button>
          <Button
            type="submit"
            {...(startsOnAction ? FOCUS_AT_ONCE : {})}
            {...(isReady ? {} : { 'data-disabled': true })}
            aria-disabled={!isReady}
            aria-busy={command.isSending}
            rightSection={command.isSending ? <Loader size={14} color="currentColor" /> : <Key>Enter</Key>}
          >
            {action}
          </Button>
        </div>
      </form>
    </OverScreen>
  )
}

export function BlockDialog({ roomId, from, to }: { roomId: string; from: IsoDate; to: IsoDate }) {
  const { calls } = useDesk()
  const { hotel, names } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const [first, setFirst] = useState<string>(from)
  const [back, setBack] = useState<string>(to)
  const [reason, setReason] = useState('')
  const [kind, setKind] = useState<BlockBar['kind']>('out_of_order')
  const [isForced, setForced] = useState(false)
  const block = useCommand(calls.rooms.block)
  const isSoldOut = block.failure?.kind === 'refused' && block.failure.refusal.code === 'RoomTypeSoldOut'
  const [wasSoldOut, setSoldOut] = useState(false)
  if (isSoldOut && !wasSoldOut) setSoldOut(true)
  const asksForce = wasSoldOut && kind === 'out_of_order'
  const room = names.room(roomId)
  const nights = isIsoDate(first) && isIsoDate(back) && first < back ? { from: first, to: back } : null
  async function submit() {
    if (nights === null) return
    const force = asksForce && isForced
    const answer = await block.send({ roomId, ...nights, reason: reason.trim(), kind, force })
    if (answer === undefined) return
    notify('done', t('chart.block.done', { room, kind, dates: stayDatesText(nights.from, nights.to) }))
    close()
  }
  return (
    <DialogFrame
      title={t('chart.block.title', { room, kind })}
      action={
        nights === null
          ? t('chart.block.action', { kind })
          : t('chart.block.actionNights', { kind, nights: nightsText(nights.from, nights.to) })
      }
      canSubmit={nights !== null && reason.trim() !== ''}
      command={block}
      onSubmit={submit}
      startsOnAction={false}
    >
      <div className="block-fields">
        <TextInput
          type="date"
          label={t('chart.block.from')}
          value={first}
          min={hotel.businessDate}
          onChange={({ currentTarget: { value } }) => {
            setFirst(value)
            // The room is out for a night at least: the end follows.
            if (isIsoDate(value) && value >= back) setBack(addDays(value, 1))
          }}
        />
        <TextInput
          type="date"
          label={t('chart.block.to')}
          value={back}
          min={hotel.businessDate}
          error={nights === null ? t('chart.block.noNights') : null}
          onChange={({ currentTarget: { value } }) => setBack(value)}
        />
      </div>
      <TextInput
        label={t('chart.block.reason')}
        placeholder={t('chart.block.reasonExample')}
        value={reason}
        maxLength={LONGEST_REASON}
        {...FOCUS_AT_ONCE}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <div>
        <SegmentedControl
          aria-label={t('chart.block.kind')}
          data={BLOCK_KINDS.map((value) => ({ value, label: t(`chart.block.kind.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(value as BlockBar['kind'])}
        />
        <p className="muted second">{t(`chart.block.effect.${kind}`)}</p>
      </div>
      {asksForce && (
        <Checkbox
          label={t('chart.block.force')}
          checked={isForced}
          onChange={({ currentTarget: { checked } }) => setForced(checked)}
        />
      )}
    </DialogFrame>
  )
}

export function UnblockDialog({ block }: { block: BlockBar }) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const unblock = useCommand(calls.rooms.unblock)
  const room = names.room(block.roomId)
  async function submit() {
    const answer = await unblock.send({ blockId: block.blockId })
    if (answer === undefined) return
    notify('done', t('chart.unblock.done', { room, count: answer.freedNights }))
    close()
  }
  return (
    <DialogFrame
      title={t('chart.unblock.title', { room })}
      action={t('chart.unblock.action')}
      canSubmit
      command={unblock}
      onSubmit={submit}
      startsOnAction
    >
      <p>
        <span className="strong">{block.reason}</span>
        <br />
        <span className="muted second">
          {t('chart.plan.dates', {
            dates: stayDatesText(block.from, block.to),
            nights: nightsText(block.from, block.to),
          })}
        </span>
      </p>
      <p className="muted second">{t('chart.unblock.effect')}</p>
    </DialogFrame>
  )
}
