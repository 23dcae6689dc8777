/** The channel's rooms and rates, each with what it is with us; suggestions are accepted singly or all at once. */
import { Button, NativeSelect } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'
import type { ChannelProduct } from '../../shared/contract/channel-inquiry.ts'
import type { Hotel } from '../../shared/contract/property.ts'
import { useHotel } from '../desk-context.tsx'
import { percentText } from '../formats.ts'
import { Key, Status } from '../frame/marks.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import type { ChannelDraft } from './channel-entry.ts'
import {
  accepted,
  allAccepted,
  mapRate,
  mapRoom,
  type ProductRow,
  productRows,
  type Suggestion,
  strangeCodes,
} from './product-mapping.ts'

const REASONS: Readonly<Record<Suggestion['reason'], MessageId>> = {
  name: 'channels.product.byName',
  code: 'channels.product.byCode',
  only: 'channels.product.byOnly',
}

export function ProductTable({
  products,
  draft,
  onChange,
}: {
  products: readonly ChannelProduct[]
  draft: ChannelDraft
  onChange: (part: Partial<ChannelDraft>) => void
}) {
  const { hotel } = useHotel()
  const table = useRef<HTMLTableElement>(null)
  const rows = productRows(products, draft, hotel)
  const suggested = rows.filter(({ suggestion }) => suggestion !== null)
  const strange = strangeCodes(products, draft, hotel)
  // A list that has just come begins with its first suggestion, unless somebody types elsewhere.
  useLayoutEffect(() => {
    if (document.activeElement instanceof HTMLInputElement) {
      const { type } = document.activeElement
      if (type !== 'radio') return
    }
    table.current?.querySelector<HTMLElement>('[data-accept]')?.focus({ preventScroll: true })
  }, [])
  /** The next suggestion has the keyboard, so that Enter after Enter goes through them all. */
  function accept(row: ProductRow) {
    const next = suggested[suggested.indexOf(row) + 1] ?? suggested.find((each) => each !== row)
    onChange(accepted(draft, hotel, row))
    const place =
      next === undefined
        ? `[data-row="${CSS.escape(row.key)}"] select`
        : `[data-accept="${CSS.escape(next.key)}"]`
    table.current?.querySelector<HTMLElement>(place)?.focus()
  }
  return (
    <>
      <div className="product-head">
        <p className="grow second" role="status" data-testid="product-count">
          {t('channels.product.count', {
            mapped: rows.filter(({ mappedTo }) => mappedTo !== null).length,
            all: rows.length,
            suggested: suggested.length,
          })}
        </p>
        {suggested.length > 0 && (
          <Button
            h={28}
            variant="light"
            type="button"
            rightSection={<Key>Alt S</Key>}
            onClick={() => onChange(allAccepted(draft, hotel, rows))}
          >
            {t('channels.product.acceptAll', { count: suggested.length })}
          </Button>
        )}
      </div>
      {strange.length > 0 && (
        <p className="warning-text second">
          {t('channels.product.strange', { codes: strange.join(', '), count: strange.length })}
        </p>
      )}
      <div className="mapping-scroll">
        <table className="table product-table" aria-label={t('channels.product.list')} ref={table}>
          <thead>
            <tr>
              <th>{t('channels.product.theirs')}</th>
              <th>{t('channels.product.code')}</th>
              <th>{t('channels.product.ours')}</th>
              <th>{t('channels.column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.key}
                row={row}
                hotel={hotel}
                draft={draft}
                onChange={onChange}
                onAccept={accept}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Row({
  row,
  hotel,
  draft,
  onChange,
  onAccept,
}: {
  row: ProductRow
  hotel: Hotel
  draft: ChannelDraft
  onChange: (part: Partial<ChannelDraft>) => void
  onAccept: (row: ProductRow) => void
}) {
  const { of, name, code, mappedTo, suggestion, roomTypeId } = row
  const isRoom = of === 'room'
  const ours = isRoom ? hotel.roomTypes : hotel.ratePlans
  const set = (id: string | null) =>
    onChange(isRoom ? mapRoom(draft, hotel, code, id) : mapRate(draft, hotel, row, id))
  const label = isRoom ? 'channels.product.typeOf' : 'channels.product.planOf'
  const look = mappedTo !== null ? '' : suggestion !== null ? ' is-suggested' : ' is-unmapped'
  return (
    <tr className={`is-${of}${look}`} data-row={row.key}>
      <td className={isRoom ? 'strong' : 'product-rate'}>{name === '' ? code : name}</td>
      <td className="figures muted product-code" title={code}>
        {code}
      </td>
      <td>
        <NativeSelect
          size="xs"
          aria-label={t(label, { product: name === '' ? code : name })}
          value={mappedTo ?? ''}
          disabled={!isRoom && roomTypeId === null}
          data={[
            { value: '', label: t('channels.product.none') },
            ...ours.map((each) => ({ value: each.id, label: ownName(each) })),
          ]}
          onChange={({ currentTarget: { value } }) => set(value === '' ? null : value)}
        />
      </td>
      <td>
        <div className="product-state">
          {mappedTo !== null ? (
            <Status tone="ok">{t('channels.product.mapped')}</Status>
          ) : suggestion === null ? (
            <Status tone="warning">{t('channels.product.unmapped')}</Status>
          ) : (
            <Suggested row={row} suggestion={suggestion} ours={ours} onAccept={onAccept} />
          )}
        </div>
      </td>
    </tr>
  )
}

/** A plan's name with the code that it asks for: the rate at the channel has to ask for the same. */
const ownName = (own: Hotel['roomTypes'][number] | Hotel['ratePlans'][number]): string =>
  'terms' in own && own.terms.accessCode !== null
    ? t('channels.product.ownCoded', { ours: own.name, code: own.terms.accessCode })
    : own.name

function Suggested({
  row,
  suggestion: { id, score, reason },
  ours,
  onAccept,
}: {
  row: ProductRow
  suggestion: Suggestion
  ours: readonly { readonly id: string; readonly name: string }[]
  onAccept: (row: ProductRow) => void
}) {
  const own = ours.find((each) => each.id === id)?.name ?? ''
  return (
    <>
      <Status tone="info">
        <span className="lines">
          <b>{t('channels.product.suggested', { ours: own, score: percentText(score) })}</b>
          <span className="muted second">{t(REASONS[reason])}</span>
        </span>
      </Status>
      <span className="grow" />
      <Button h={24} variant="default" type="button" data-accept={row.key} onClick={() => onAccept(row)}>
        {t('channels.product.accept')}
        <span className="spoken-only">
          {' '}
          {t('channels.product.acceptWhat', { product: row.name, ours: own })}
        </span>
      </Button>
    </>
  )
}
