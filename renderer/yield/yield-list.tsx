/** The yield rules in words, on how many nights each holds now, and whether it is on. */
import { Button } from '@mantine/core'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { Status } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import type { StoredRule } from './yield-entry.ts'
import { yieldText } from './yield-words.ts'

export function YieldList({
  rules,
  chosen,
  onChoose,
  onOpen,
  onToggle,
}: {
  rules: readonly StoredRule[]
  chosen: StoredRule | undefined
  onChoose: (id: string) => void
  onOpen: (rule: StoredRule) => void
  onToggle: (rule: StoredRule) => void
}) {
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  if (rules.length === 0)
    return (
      <p className="notice-empty" data-testid="yield-none">
        {t('yield.none')}
      </p>
    )
  return (
    <table className="table yield-table" aria-label={t('yield.list')}>
      <colgroup>
        <col style={{ width: '24%' }} />
        <col />
        <col style={{ width: 112 }} />
        <col style={{ width: 64 }} />
        <col style={{ width: 200 }} />
      </colgroup>
      <thead>
        <tr>
          <th>{t('yield.col.name')}</th>
          <th>{t('yield.col.says')}</th>
          <th>{t('yield.col.nights')}</th>
          <th>{t('yield.col.state')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr
            key={rule.id}
            aria-selected={rule.id === chosen?.id}
            className={rule.active ? undefined : 'is-off'}
            data-testid="yield-row"
            onClick={() => onChoose(rule.id)}
          >
            <td className="strong">{rule.name}</td>
            <td>{yieldText(rule, names, hotel.currency)}</td>
            <td>{rule.active ? t('yield.nights', { count: rule.nights }) : '–'}</td>
            <td>
              <Status tone={rule.active ? 'ok' : 'unknown'}>
                {t(rule.active ? 'yield.on' : 'yield.off')}
              </Status>
            </td>
            <td className="actions">
              <Button h={24} mr={6} variant="default" disabled={isAway} onClick={() => onToggle(rule)}>
                {t(rule.active ? 'yield.switchOff' : 'yield.switchOn')}
              </Button>
              <Button h={24} variant="default" disabled={isAway} onClick={() => onOpen(rule)}>
                {t('yield.change')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
