/** A group's rooming list from a file: read and checked first, then picked up whole or not at all. */
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { Group } from '../../shared/contract/groups.ts'
import { ROOMING_LIST_COLUMNS, type RoomingList, readRoomingList } from '../../shared/rooming-list.ts'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FileChoice } from '../frame/file-choice.tsx'
import { Mark } from '../frame/marks.tsx'
import { MOST_FILE_BYTES, textOfBytes } from '../start/csv-files.ts'
import { IssueTable } from '../start/issue-table.tsx'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'

export function RoomingListDialog({ group }: { group: Group }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const importList = useCommand(calls.groups.importRoomingList)
  const [list, setList] = useState<(RoomingList & { readonly name: string }) | null>(null)
  const [isTooLarge, setTooLarge] = useState(false)
  const [beyond, setBeyond] = useState(false)
  const canSubmit = list !== null && list.issues.length === 0 && list.rows.length > 0

  async function take(file: File): Promise<void> {
    setTooLarge(file.size > MOST_FILE_BYTES)
    if (file.size > MOST_FILE_BYTES) return
    const text = textOfBytes(new Uint8Array(await file.arrayBuffer()))
    setList({ ...readRoomingList({ name: file.name, text }, hotel.roomTypes), name: file.name })
  }
  async function submit() {
    if (!canSubmit) return
    const answer = await importList.send({ groupId: group.id, rows: [...list.rows], beyond })
    if (answer === undefined) return
    notify('done', t('book.group.imported', { count: answer.stayIds.length, name: group.name }))
    close()
  }
  return (
    <DialogForm
      title={t('book.group.listTitle', { name: group.name })}
      leave={t('common.cancel')}
      action={t('book.group.import', { count: list?.rows.length ?? 0 })}
      size={720}
      startsInField
      canSubmit={canSubmit}
      isSending={importList.isSending}
      failure={importList.failure}
      onSubmit={submit}
    >
      <p className="muted second">{t('book.group.listText', { columns: ROOMING_LIST_COLUMNS.join(', ') })}</p>
      <div className="sale-fields">
        <FileChoice
          words={t('book.group.listFile')}
          accept=".csv,.txt,text/csv,text/plain"
          testId="rooming-list"
          onChoose={(file) => void take(file)}
        />
        <Checkbox
          label={t('book.group.beyond')}
          checked={beyond}
          onChange={({ currentTarget: { checked } }) => setBeyond(checked)}
        />
      </div>
      {isTooLarge && (
        <p className="alert" role="alert">
          <Mark tone="danger" />
          {t('book.group.listTooLarge')}
        </p>
      )}
      {list !== null && list.issues.length > 0 && <IssueTable issues={list.issues} />}
      {canSubmit && (
        <p role="status">
          <Mark tone="ok" /> {t('book.group.listRows', { count: list.rows.length, name: list.name })}
        </p>
      )}
    </DialogForm>
  )
}
