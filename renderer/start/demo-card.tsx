/** The other start: the demo hotel, with its guests and its sandbox channel. */
import { Button } from '@mantine/core'
import { useCommand, useDesk, useIsAway } from '../desk-context.tsx'
import { Mark } from '../frame/marks.tsx'
import { hotelNames } from '../hotel-names.ts'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'
import { DemoPicture } from './demo-picture.tsx'

const NO_NAMES = hotelNames(null)
const FACTS = ['rooms', 'bookings', 'channel'] as const

export function DemoCard() {
  const { calls, cache } = useDesk()
  const isAway = useIsAway()
  const openDemo = useCommand(calls.property.openDemo, t('start.demo.opening'))
  async function open() {
    await openDemo.send({})
    // The hotel is there early in the filling, its sandbox only at the end, which no topic of the property tells.
    await cache.invalidateQueries()
  }
  return (
    <section className="start-card" aria-labelledby="start-demo-title">
      <header className="start-card-head">
        <h2 id="start-demo-title">{t('start.demo')}</h2>
        <span className="second muted">{t('start.demo.takes')}</span>
      </header>
      <div className="start-card-body">
        <DemoPicture />
        <dl className="start-facts">
          {FACTS.map((fact) => (
            <div key={fact}>
              <dt className="muted">{t(`start.demo.${fact}`)}</dt>
              <dd>{t(`start.demo.${fact}.text`)}</dd>
            </div>
          ))}
        </dl>
        <p className="second muted">{t('start.demo.text')}</p>
        {openDemo.failure !== null && (
          <div className="alert" role="alert">
            <Mark tone="danger" />
            {failureSentence(openDemo.failure, NO_NAMES)}
          </div>
        )}
        <span className="grow" />
        <footer className="start-card-foot">
          <span className="second muted grow" role="status">
            {openDemo.isSending ? t('start.demo.opening') : ''}
          </span>
          <Button
            variant="default"
            disabled={isAway}
            loading={openDemo.isSending}
            onClick={() => void open()}
          >
            {t('start.demo.open')}
          </Button>
        </footer>
      </div>
    </section>
  )
}
