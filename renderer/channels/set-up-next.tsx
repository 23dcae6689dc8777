/** Said before it is done: what connecting sends, what it takes in, and where one sees that it works. */
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import { useHotel } from '../desk-context.tsx'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { type ChannelDraft, costOf, mappingOf } from './channel-entry.ts'
import { intervalText } from './lane-words.ts'

export function SetUpNext({ draft, isTested }: { draft: ChannelDraft; isTested: boolean }) {
  const { hotel } = useHotel()
  const { title } = CHANNEL_KINDS[draft.kind]
  const days = Number(draft.horizonDays)
  const cost = costOf(mappingOf(draft, hotel), [], Number.isFinite(days) ? days : 0)
  const left = hotel.roomTypes.length - cost.types
  return (
    <section className="set-up-next">
      <h3>{t('channels.setUp.happens')}</h3>
      <ol>
        <li data-testid="form-cost">
          {cost.types === 0
            ? t('channels.form.costNothing')
            : t('channels.setUp.sends', { types: cost.types, plans: cost.plans, cells: cost.cells, days })}
        </li>
        <li>
          {t('channels.setUp.fetches', {
            channel: title,
            duration: intervalText(Number(draft.limits.pullIntervalMs)),
          })}
        </li>
        <li>{t('channels.setUp.unmapped')}</li>
        <li>{t('channels.setUp.watch')}</li>
      </ol>
      {left > 0 && cost.types > 0 && (
        <p className="status">
          <Mark tone="unknown" />
          <span>{t('channels.setUp.leftOut', { count: left })}</span>
        </p>
      )}
      {!isTested && (
        <p className="status">
          <Mark tone="warning" />
          <span className="warning-text">{t('channels.setUp.untested')}</span>
        </p>
      )}
    </section>
  )
}
