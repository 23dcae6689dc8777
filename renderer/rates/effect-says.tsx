/** What a change of layers or rules does, in numbers: prices, restrictions, booked stays, and each channel. */
import { wholeText } from '../formats.ts'
import { t } from '../text/text.ts'
import type { Preview } from './preview-table.ts'

export function EffectSays({ effect }: { effect: Preview }) {
  return (
    <dl className="season-says">
      <div>
        <dt>{t('seasons.says.prices')}</dt>
        <dd data-testid="season-prices">{wholeText(effect.changedPrices)}</dd>
      </div>
      <div>
        <dt>{t('seasons.says.restrictions')}</dt>
        <dd>{wholeText(effect.changedRestrictions)}</dd>
      </div>
      <div>
        <dt>{t('seasons.says.booked')}</dt>
        <dd>{wholeText(effect.bookedStays)}</dd>
      </div>
      {effect.channels.map((channel) => (
        <div key={channel.channelId}>
          <dt>{channel.name}</dt>
          <dd>
            {t(channel.when === 'waits' ? 'seasons.says.waits' : 'seasons.says.calls', {
              cells: channel.cells,
              calls: channel.calls,
            })}
          </dd>
        </div>
      ))}
    </dl>
  )
}
