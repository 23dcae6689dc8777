/** A year's seasons, events and rules for the next year: what is copied to which dates, and what needs no copy. */
import { Button, SegmentedControl } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { LayerChange, StoredLayers } from '../../shared/contract/seasons.ts'
import { COPY_KEEPS, type CopyKeeps, yearCopy } from '../../shared/rates/year-copy.ts'
import { useIsAway } from '../desk-context.tsx'
import { listText } from '../formats.ts'
import { Key } from '../frame/marks.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { rangeWords } from './layer-words.ts'

/** What the ledger would copy, by the same rule, for the list that is read before. */
function copied({ seasons, adjustments, rules }: StoredLayers, year: number, keeps: CopyKeeps) {
  const kinds = [
    yearCopy(seasons, year, keeps),
    yearCopy(adjustments, year, keeps),
    yearCopy(rules, year, keeps),
  ]
  const names = (pick: (of: (typeof kinds)[number]) => readonly { name: string }[]) =>
    kinds.flatMap((kind) => pick(kind).map(({ name }) => name))
  return {
    copies: kinds.flatMap((kind) =>
      kind.copies.map(({ layer: { name, from, to: end }, to }) => ({ name, from, end, to })),
    ),
    comingBack: names((kind) => kind.comingBack),
    alreadyThere: names((kind) => kind.alreadyThere),
    withoutDates: names((kind) => kind.withoutDates),
  }
}

export function CopyYear({
  layers,
  year,
  keeps,
  onKeeps,
  onPreview,
  onBack,
}: {
  layers: StoredLayers
  year: number
  keeps: CopyKeeps
  onKeeps: (keeps: CopyKeeps) => void
  onPreview: (change: LayerChange) => void
  onBack: () => void
}) {
  const isAway = useIsAway()
  const { copies, comingBack, alreadyThere, withoutDates } = copied(layers, year, keeps)
  const values = { year: String(year), next: String(year + 1) }
  const preview = () => {
    if (copies.length > 0 && !isAway) onPreview({ kind: 'copyYear', year, keeps })
  }
  const form = useRef<HTMLElement>(null)
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), [])
  useViewKeys({ enter: preview, escape: onBack })
  return (
    <section
      ref={form}
      className="season-copy"
      aria-label={t('seasons.copy.title', values)}
      data-testid="season-copy"
    >
      <h2>{t('seasons.copy.title', values)}</h2>
      <SegmentedControl
        className="settings-choice"
        aria-label={t('seasons.copy.keeps')}
        value={keeps}
        data={COPY_KEEPS.map((value) => ({ value, label: t(`seasons.copy.keeps.${value}`) }))}
        onChange={(value) => onKeeps(value as CopyKeeps)}
      />
      {copies.length === 0 ? (
        <p>{t('seasons.copy.nothing', values)}</p>
      ) : (
        <table className="table is-dense">
          <thead>
            <tr>
              <th>{t('seasons.name')}</th>
              <th>{values.year}</th>
              <th>{values.next}</th>
            </tr>
          </thead>
          <tbody>
            {copies.map(({ name, from, end, to }) => (
              <tr key={`${name} ${to.from}`}>
                <td>{name}</td>
                <td className="muted">{from !== null && end !== null && rangeWords(from, end)}</td>
                <td>{rangeWords(to.from, to.to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {comingBack.length > 0 && (
        <p className="second muted">{t('seasons.copy.comingBack', { names: listText(comingBack) })}</p>
      )}
      {alreadyThere.length > 0 && (
        <p className="second muted">
          {t('seasons.copy.alreadyThere', { ...values, names: listText(alreadyThere) })}
        </p>
      )}
      {withoutDates.length > 0 && (
        <p className="second warning-text">
          {t('seasons.copy.withoutDates', { ...values, names: listText(withoutDates) })}
        </p>
      )}
      <div className="season-line">
        <Button disabled={copies.length === 0 || isAway} rightSection={<Key>Enter</Key>} onClick={preview}>
          {t('seasons.preview')}
        </Button>
        <Button variant="default" rightSection={<Key>Esc</Key>} onClick={onBack}>
          {t('rates.back')}
        </Button>
      </div>
    </section>
  )
}
