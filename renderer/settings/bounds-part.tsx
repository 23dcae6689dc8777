/** Between which bounds a room type's price lies, and how many beds can be set up in it. */
import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'
import { Part } from './part.tsx'
import {
  type Bounds,
  type BoundsEntry,
  type BoundsField,
  boundsEntry,
  boundsRefusal,
  isRead,
  type PricingSettings,
  readBounds,
  refusedFields,
} from './pricing-entry.ts'

const FIELDS = ['floor', 'ceiling', 'extraBeds'] as const

export function BoundsPart({ settings }: { settings: PricingSettings }) {
  const { calls } = useDesk()
  const { hotel, names } = useHotel()
  const { currency } = hotel
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const save = useCommand(calls.pricing.saveSettings, t('settings.prices.bounds'))
  const [typed, setTyped] = useState<Readonly<Record<string, BoundsEntry>>>({})
  const rows = settings.bounds.map((stored) => {
    const entry = typed[stored.roomTypeId] ?? boundsEntry(stored, currency)
    return { stored, entry, read: readBounds(entry, stored.roomTypeId, currency) }
  })
  const wrong = rows.some(({ read }) => !isRead(read))
  const changed = rows.flatMap(({ stored, read }) =>
    isRead(read) && JSON.stringify(read) !== JSON.stringify(ordered(stored)) ? [read] : [],
  )
  const refusal = boundsRefusal(save.failure)
  const canSave = !wrong && changed.length > 0 && !isAway
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!canSave || save.isSending) return
    if ((await save.send({ bounds: changed })) === undefined) return
    setTyped({})
    notify('done', t('settings.prices.bounds.saved', { count: changed.length }))
  }
  return (
    <Part title={t('settings.prices.bounds')} text={t('settings.prices.bounds.text')}>
      <form className="settings-form" onSubmit={(event) => void submit(event)}>
        <div className="settings-table">
          <table className="table settings-entry-table" data-testid="settings-bounds">
            <thead>
              <tr>
                <th className="settings-name">{t('settings.hotel.type')}</th>
                <th className="right">{t('settings.prices.floor', { currency })}</th>
                <th className="right">{t('settings.prices.ceiling', { currency })}</th>
                <th className="right">{t('settings.prices.extraBeds')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ stored: { roomTypeId }, entry, read }) => {
                const type = names.roomType(roomTypeId)
                const refused = refusal?.roomTypeId === roomTypeId && isRead(read) ? refusedFields(read) : []
                const issues: readonly BoundsField[] = isRead(read) ? refused : read
                return (
                  <tr key={roomTypeId}>
                    <td className="strong">{type}</td>
                    {FIELDS.map((field) => (
                      <td key={field} className="right">
                        <input
                          className="settings-entry"
                          aria-label={t('settings.prices.field', {
                            type,
                            field: t(`settings.prices.${field}`, { currency }),
                          })}
                          aria-invalid={issues.includes(field)}
                          inputMode={field === 'extraBeds' ? 'numeric' : 'decimal'}
                          placeholder={field === 'extraBeds' ? '' : t('settings.prices.noBound')}
                          value={entry[field]}
                          onChange={({ currentTarget: { value } }) => {
                            save.clear()
                            setTyped({ ...typed, [roomTypeId]: { ...entry, [field]: value } })
                          }}
                        />
                        <FieldIssue
                          words={
                            !issues.includes(field)
                              ? null
                              : !isRead(read)
                                ? t(
                                    field === 'extraBeds'
                                      ? 'settings.prices.extraBeds.wrong'
                                      : 'settings.rules.noAmount',
                                  )
                                : field === refused[0] && save.failure !== null
                                  ? failureSentence(save.failure, names)
                                  : null
                          }
                        />
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
        {refusal === null && <FailureAlert failure={save.failure} />}
        <div>
          <Button type="submit" variant="default" disabled={!canSave} loading={save.isSending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Part>
  )
}

/** In the order in which what is typed is read, to be compared with it. */
function ordered({ roomTypeId, floorMinor, ceilingMinor, extraBeds }: Bounds): Bounds {
  return { roomTypeId, floorMinor, ceilingMinor, extraBeds }
}

function FieldIssue({ words }: { words: string | null }) {
  if (words === null) return null
  return (
    <p className="settings-entry-issue" role="alert">
      {words}
    </p>
  )
}
