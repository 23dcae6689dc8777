/** The layers from the highest precedence down: what each is, when it holds, and for what. */
import { useHotel } from '../desk-context.tsx'
import { t } from '../text/text.ts'
import type { StoredLayer } from './layer-draft.ts'
import { partialWords, scopeWords, whenWords } from './layer-words.ts'
import { moveText } from './price-row.ts'

export function SeasonList({
  layers,
  chosenId,
  onOpen,
}: {
  layers: readonly StoredLayer[]
  chosenId: string | null
  onOpen: (layer: StoredLayer) => void
}) {
  const { hotel, names } = useHotel()
  const says = (layer: StoredLayer): string => {
    if (layer.kind === 'rule')
      return [partialWords(layer.restrictions), scopeWords(layer, names), whenWords(layer)].join(' · ')
    if (layer.kind === 'season') return whenWords(layer)
    const change = moveText(layer.change, hotel.currency)
    return [...(change === '' ? [] : [change]), whenWords(layer)].join(' · ')
  }
  return (
    <>
      {layers.length === 0 && <p className="muted">{t('seasons.none')}</p>}
      {layers.map((layer) => (
        <button
          key={layer.id}
          type="button"
          className={`season-row${layer.id === chosenId ? ' is-chosen' : ''}`}
          aria-pressed={layer.id === chosenId}
          onClick={() => onOpen(layer)}
        >
          <span
            className={layer.kind === 'season' ? `season-dot season-colour-${layer.colour}` : 'season-dot'}
          />
          <span className="season-row-name">{layer.name}</span>
          <span className="muted">
            {layer.kind === 'season'
              ? t('seasons.lane', { precedence: layer.precedence })
              : t(`seasons.kind.${layer.kind}`)}
          </span>
          <span className="season-row-says second muted" title={says(layer)}>
            {says(layer)}
          </span>
        </button>
      ))}
    </>
  )
}
