/** Which of our room types and rate plans the channel sells, by the codes that it gave them. */
import { Button, TextInput } from '@mantine/core'
import { useHotel } from '../desk-context.tsx'
import { Status } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { type ChannelDraft, type Issues, rateKey } from './channel-entry.ts'
import { issueText } from './channel-fields.tsx'

export function MappingTable({
  draft,
  issues,
  onChange,
}: {
  draft: ChannelDraft
  issues: Issues
  onChange: (part: Partial<ChannelDraft>) => void
}) {
  const { hotel } = useHotel()
  const { roomTypes, ratePlans } = hotel
  const mapped = roomTypes.filter(({ id }) => (draft.roomCodes[id]?.trim() ?? '') !== '')
  const [first, ...others] = mapped
  /** Where a plan has one code at all rooms, it is typed once. */
  function copyDown() {
    if (first === undefined) return
    const rateCodes = { ...draft.rateCodes }
    for (const { id } of others)
      for (const plan of ratePlans) {
        const code = draft.rateCodes[rateKey(first.id, plan.id)] ?? ''
        if ((rateCodes[rateKey(id, plan.id)]?.trim() ?? '') === '') rateCodes[rateKey(id, plan.id)] = code
      }
    onChange({ rateCodes })
  }
  const hasCopy =
    first !== undefined && ratePlans.some(({ id }) => (draft.rateCodes[rateKey(first.id, id)] ?? '') !== '')
  return (
    <fieldset className="mapping">
      <legend>{t('channels.mapping')}</legend>
      <p className="muted second">{t('channels.mapping.what')}</p>
      {ratePlans.some(({ terms }) => terms.accessCode !== null) && (
        <p className="muted second">{t('channels.mapping.codedWhat')}</p>
      )}
      <div className="mapping-scroll">
        <table className="table mapping-table" aria-label={t('channels.mapping')}>
          <thead>
            <tr>
              <th>{t('channels.mapping.ours')}</th>
              <th>{t('channels.mapping.roomCode')}</th>
              {ratePlans.map(({ id, name, terms }) => (
                <th key={id}>
                  {t('channels.mapping.rateCode', { plan: name })}
                  {terms.accessCode !== null && (
                    <div className="second">
                      {t('channels.mapping.accessCode', { code: terms.accessCode })}
                    </div>
                  )}
                </th>
              ))}
              <th>{t('channels.column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {roomTypes.map(({ id, name }) => {
              const code = draft.roomCodes[id] ?? ''
              const rates = ratePlans.filter(
                (plan) => (draft.rateCodes[rateKey(id, plan.id)]?.trim() ?? '') !== '',
              ).length
              return (
                <tr key={id} className={code.trim() === '' ? '' : 'is-mapped'}>
                  <td className="strong">{name}</td>
                  <td>
                    <TextInput
                      aria-label={t('channels.mapping.roomCodeOf', { type: name })}
                      value={code}
                      error={issueText(issues, `room ${id}`)}
                      onChange={({ currentTarget: { value } }) =>
                        onChange({ roomCodes: { ...draft.roomCodes, [id]: value } })
                      }
                    />
                  </td>
                  {ratePlans.map((plan) => (
                    <td key={plan.id}>
                      <TextInput
                        aria-label={t('channels.mapping.rateCodeOf', { type: name, plan: plan.name })}
                        value={draft.rateCodes[rateKey(id, plan.id)] ?? ''}
                        error={issueText(issues, `rate ${rateKey(id, plan.id)}`)}
                        onChange={({ currentTarget: { value } }) =>
                          onChange({
                            rateCodes: { ...draft.rateCodes, [rateKey(id, plan.id)]: value },
                          })
                        }
                      />
                    </td>
                  ))}
                  <td>
                    {code.trim() === '' ? (
                      <Status tone="unknown">{t('channels.mapping.notSold')}</Status>
                    ) : rates === 0 ? (
                      <Status tone="warning">{t('channels.mapping.noRate')}</Status>
                    ) : (
                      <Status tone="ok">{t('channels.mapping.sold', { count: rates })}</Status>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {others.length > 0 && hasCopy && (
        <Button h={28} variant="default" type="button" onClick={copyDown}>
          {t('channels.mapping.copyDown')}
        </Button>
      )}
    </fieldset>
  )
}
