/** What `?` shows: the keys of the screen below, and those that work everywhere. */
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import {
  AREA_KEYS,
  DRAWER_KEYS,
  EVERYWHERE_KEYS,
  FOLIO_KEYS,
  type KeyWords,
  OPERATIONS_KEYS,
  SALE_KEYS,
} from './area-keys.ts'
import { AREA_WORDS } from './area-words.ts'
import { FOCUS_AT_ONCE } from './keyboard.ts'
import { Key } from './marks.tsx'
import { OverScreen } from './over-screen.tsx'

export function KeySheet() {
  const close = useDeskState((state) => state.closeDialog)
  const area = useDeskState((state) => state.area)
  return (
    <OverScreen
      onClose={close}
      size={720}
      title={t('frame.keys.title')}
      closeButtonProps={{ 'aria-label': t('common.close'), ...FOCUS_AT_ONCE }}
    >
      <div className="key-sheet">
        <KeyList title={t(AREA_WORDS[area])} keys={AREA_KEYS[area]} />
        {area === 'channels' && <KeyList title={t('operations.title')} keys={OPERATIONS_KEYS} />}
        <KeyList title={t('frame.keys.everywhere')} keys={EVERYWHERE_KEYS} />
        <KeyList title={t('sale.keys')} keys={SALE_KEYS} />
        <KeyList title={t('reservation.title')} keys={DRAWER_KEYS} />
        <KeyList title={t('folio.title')} keys={FOLIO_KEYS} />
      </div>
    </OverScreen>
  )
}

function KeyList({ title, keys }: { title: string; keys: readonly KeyWords[] }) {
  return (
    <section>
      <h3 className="panel-title">{title}</h3>
      {keys.length === 0 && <p className="muted">{t('frame.keys.none')}</p>}
      <dl>
        {keys.map((each) => (
          <div key={each.keys.join(' ')}>
            <dt>
              {each.keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dt>
            <dd>{t(each.words)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
