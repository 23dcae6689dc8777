/** This desk: a link that lets one more browser in, where programs reach it, and its version. */
import { Button } from '@mantine/core'
import { version } from '../../package.json'
import { useDesk, useIsAway, useNow } from '../desk-context.tsx'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { CopyText } from './copy-text.tsx'
import { Fact, Part } from './part.tsx'
import { useAnswer } from './use-answer.ts'

const SECOND_MS = 1_000

export function DeskSection() {
  const address = useDesk().page.address()
  return (
    <>
      <OpeningLinkPart />
      <Part title={t('settings.desk.about')} text={t('settings.desk.about.text')}>
        <dl className="settings-facts">
          <Fact name={t('settings.desk.version')}>{version}</Fact>
          {address !== null && (
            <>
              <Fact name={t('settings.desk.api')}>
                <CopyText text={`${address}/api`} />
              </Fact>
              <Fact name={t('settings.desk.openapi')}>
                <CopyText text={`${address}/api/openapi.json`} />
              </Fact>
            </>
          )}
        </dl>
      </Part>
    </>
  )
}

function OpeningLinkPart() {
  const { calls, page } = useDesk()
  const isAway = useIsAway()
  useNow(SECOND_MS)
  const link = useAnswer(() => calls.session.createOpeningLink())
  const secondsLeft =
    link.value === undefined ? 0 : Math.ceil((link.value.expiresAt - page.now()) / SECOND_MS)
  return (
    <Part title={t('settings.desk.link')} text={t('settings.desk.link.text')}>
      {link.value !== undefined && secondsLeft > 0 && (
        <div className="settings-secret" data-testid="opening-link">
          <CopyText text={link.value.url} />
          <p className="second muted" role="timer">
            {t('settings.desk.link.expires', { seconds: secondsLeft })}
          </p>
        </div>
      )}
      {link.value !== undefined && secondsLeft <= 0 && (
        <p className="second warning-text" role="status">
          {t('settings.desk.link.expired')}
        </p>
      )}
      <FailureAlert failure={link.failure} />
      <div>
        <Button variant="default" disabled={isAway} loading={link.isAsking} onClick={link.ask}>
          {t(link.value === undefined ? 'settings.desk.link.make' : 'settings.desk.link.another')}
        </Button>
      </div>
    </Part>
  )
}
