/** What is typed over painted cells: a price, or restrictions. Enter shows the preview, Escape lets everything be. */
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import { fromDayNumber } from '../../shared/dates.ts'
import { minorDigits } from '../../shared/money.ts'
import { useHotel } from '../desk-context.tsx'
import { amountText, longDayText, shortAmountText } from '../formats.ts'
import { Key, Mark } from '../frame/marks.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import type { GridCells } from './following.ts'
import type { GridLayout } from './grid-layout.ts'
import { allBlocks, type Painting } from './painting.ts'
import type { CommonRestrictions, DraftReading, DraftSummary } from './rate-draft.ts'
import { isCopy } from './rate-entry.ts'
import { type EditorPart, useRatesState } from './rates-state.ts'
import { RestrictionFields } from './restriction-fields.tsx'
import { scopeWords } from './scope-words.ts'
import { useEditorPlace } from './use-editor-place.ts'

const SIZES = { price: { width: 456, height: 264 }, restrictions: { width: 456, height: 312 } }

export interface RateEditorProps {
  readonly part: EditorPart
  readonly stage: RefObject<HTMLDivElement | null>
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly layout: GridLayout
  readonly painting: Painting
  readonly cells: GridCells
  readonly reading: DraftReading
  readonly summary: DraftSummary
  /** Cells that are not painted and get another price because their plan follows a painted one. */
  readonly following: number
  /** The first and last painted days. */
  readonly extent: { readonly first: number; readonly last: number } | null
  readonly common: CommonRestrictions
  /** Why these cells cannot be changed together; null when they can. */
  readonly obstacle: string | null
  readonly onPreview: () => void
  readonly onClose: () => void
}

export function RateEditor(props: RateEditorProps) {
  const { part, layout, painting, reading, summary, obstacle } = props
  const { hotel } = useHotel()
  const draft = useRatesState((state) => state.draft)
  const set = useRatesState((state) => state.set)
  const form = useRef<HTMLFormElement>(null)
  const place = useEditorPlace(props.stage, props.scroller, layout, painting, props.cells, SIZES[part])
  const changes = summary.changedPrices + summary.changedRestrictions
  // What the layers, or other nights, make of a cell only the ledger knows.
  const isToldLater = reading.change.price?.kind === 'asLayers' || reading.change.price?.kind === 'copy'
  const canPreview =
    (isToldLater || changes + summary.notLoaded > 0) && !reading.hasIssue && obstacle === null

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed on the grid goes on here
  useLayoutEffect(() => {
    if (form.current?.contains(document.activeElement)) return
    const field = form.current?.querySelector<HTMLInputElement>(
      '[data-first-field] input, input[data-first-field]',
    )
    field?.focus({ preventScroll: true })
    if (field?.type === 'text') field.setSelectionRange(field.value.length, field.value.length)
  }, [part, draft.priceText])

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (canPreview) props.onPreview()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    props.onClose()
  }
  return (
    <form
      ref={form}
      className={`rates-editor${place === null ? ' is-docked' : ''}`}
      style={place ?? {}}
      aria-label={t('rates.editor')}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      noValidate
    >
      <div className="rates-editor-head">
        {part === 'price' && (
          <TextInput
            data-first-field
            w={104}
            aria-label={t('rates.newPrice')}
            aria-invalid={reading.priceIssue !== null}
            aria-describedby="rates-editor-says"
            autoComplete="off"
            value={draft.priceText}
            onChange={({ currentTarget: { value } }) => set({ draft: { ...draft, priceText: value } })}
          />
        )}
        <div className="grow">
          <div className="strong">
            {t('rates.paintedCells', { cells: summary.painted, blocks: allBlocks(painting).length })}
          </div>
          <div className="second muted rates-scope">{scopeWords(painting, layout)}</div>
        </div>
      </div>
      {part === 'price' ? (
        <PriceSays {...props} currency={hotel.currency} />
      ) : (
        <RestrictionFields reading={reading} common={props.common} />
      )}
      {obstacle !== null && (
        <div className="alert" role="alert">
          <Mark tone="danger" />
          <span>{obstacle}</span>
        </div>
      )}
      <div className="dialog-foot">
        <Button
          variant="subtle"
          mr="auto"
          px={6}
          onClick={() => set({ editor: part === 'price' ? 'restrictions' : 'price' })}
        >
          {t(part === 'price' ? 'rates.toRestrictions' : 'rates.toPrice')}
        </Button>
        <Button variant="default" rightSection={<Key>Esc</Key>} onClick={props.onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!canPreview} rightSection={<Key>Enter</Key>}>
          {isToldLater ? t('rates.previewChange') : t('rates.preview', { count: changes })}
        </Button>
      </div>
    </form>
  )
}

/** What the typed price does, or why it cannot be read. */
function PriceSays({
  reading,
  summary,
  following,
  extent,
  currency,
}: RateEditorProps & { currency: string }) {
  const draft = useRatesState((state) => state.draft)
  const set = useRatesState((state) => state.set)
  const unit = 10 ** minorDigits(currency)
  const steps = [...new Set([5 * unit, unit, Math.max(1, unit / 10), 1])].sort((a, b) => b - a)
  if (reading.priceIssue !== null)
    return (
      <>
        <div className="alert" role="alert" id="rates-editor-says" data-testid="rates-issue">
          <Mark tone="danger" />
          <span>{t(reading.priceIssue)}</span>
        </div>
        {isCopy(draft.priceText) && <Ways ways={COPY_WAYS} />}
      </>
    )
  const { price } = reading.change
  if (price?.kind === 'asLayers' || price?.kind === 'copy')
    return (
      <>
        <p id="rates-editor-says">
          {price.kind === 'asLayers' ? t('rates.says.asLayers') : copyWords(price.daysBack, extent)}
        </p>
        <Ways ways={price.kind === 'copy' ? COPY_WAYS : WAYS} />
      </>
    )
  const { averageMinor, leastMinor, mostMinor } = summary
  return (
    <>
      <dl className="rates-says" id="rates-editor-says">
        <dt>{t('rates.says.changes')}</dt>
        <dd data-testid="rates-changes">{summary.changedPrices}</dd>
        <dd className="muted" data-testid="rates-following">
          {following > 0 && t('rates.says.follow', { count: following })}
        </dd>
        <dt>{t('rates.says.average')}</dt>
        <dd>
          {averageMinor === null
            ? '–'
            : `${averageMinor > 0 ? '+' : ''}${amountText(averageMinor, currency)}`}
        </dd>
        <dd className="muted">
          {leastMinor !== null &&
            mostMinor !== null &&
            t('rates.says.newPrices', {
              least: shortAmountText(leastMinor, currency),
              most: shortAmountText(mostMinor, currency),
              isOne: leastMinor === mostMinor ? 'yes' : 'no',
            })}
        </dd>
      </dl>
      {reading.change.price?.kind === 'percent' && (
        <div className="row">
          <span className="muted">{t('rates.roundTo')}</span>
          <SegmentedControl
            aria-label={t('rates.roundTo')}
            data={steps.map((step) => ({ value: String(step), label: shortAmountText(step, currency) }))}
            value={String(draft.roundToMinor ?? unit)}
            onChange={(value) => set({ draft: { ...draft, roundToMinor: Number(value) } })}
          />
        </div>
      )}
      <Cautions summary={summary} />
      <Ways ways={WAYS} />
    </>
  )
}

const WAYS = [
  'rates.way.set',
  'rates.way.amount',
  'rates.way.percent',
  'rates.way.copy',
  'rates.way.asLayers',
] as const

const COPY_WAYS = ['rates.way.copyYear', 'rates.way.copyDays', 'rates.way.copyDate'] as const

/** `Prices of Sun 1 – Sat 7 Mar 2026, 364 days before.` */
function copyWords(daysBack: number, extent: RateEditorProps['extent']): string {
  const first = (extent?.first ?? 0) - daysBack
  const last = (extent?.last ?? 0) - daysBack
  return t('rates.says.copy', {
    first: longDayText(fromDayNumber(first)),
    last: longDayText(fromDayNumber(last)),
    isOneNight: first === last ? 'yes' : 'no',
    days: Math.abs(daysBack),
    isLater: daysBack < 0 ? 'yes' : 'no',
  })
}

function Ways({ ways }: { ways: readonly MessageId[] }) {
  return (
    <div className="rates-ways">
      {ways.map((way) => (
        <span key={way}>{t(way)}</span>
      ))}
    </div>
  )
}

function Cautions({ summary: { outOfRange, withoutPrice, notLoaded } }: { summary: DraftSummary }) {
  const words: string[] = []
  if (outOfRange > 0) words.push(t('rates.caution.outOfRange', { count: outOfRange }))
  if (withoutPrice > 0) words.push(t('rates.caution.withoutPrice', { count: withoutPrice }))
  if (notLoaded > 0) words.push(t('rates.caution.notLoaded', { count: notLoaded }))
  if (words.length === 0) return null
  return (
    <div className="rates-caution" role="status">
      <Mark tone="warning" />
      <span>{words.join(' ')}</span>
    </div>
  )
}
