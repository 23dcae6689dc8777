/** Every key of the desk, by the screen on which it works. */
import { AREAS } from '../desk-state.ts'
import { AREA_KEYS, EVERYWHERE_KEYS, type KeyWords } from '../frame/area-keys.ts'
import { AREA_WORDS } from '../frame/area-words.ts'
import { Key } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { Part } from './part.tsx'

export function KeysSection() {
  return (
    <div className="settings-keys">
      <KeysPart title={t('frame.keys.everywhere')} keys={EVERYWHERE_KEYS} />
      {AREAS.filter((area) => AREA_KEYS[area].length > 0).map((area) => (
        <KeysPart key={area} title={t(AREA_WORDS[area])} keys={AREA_KEYS[area]} />
      ))}
    </div>
  )
}

function KeysPart({ title, keys }: { title: string; keys: readonly KeyWords[] }) {
  return (
    <Part title={title}>
      <dl className="settings-facts">
        {keys.map((each) => (
          <div className="settings-fact" key={`${each.keys.join(' ')} ${each.words}`}>
            <dt className="row">
              {each.keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
            </dt>
            <dd>{t(each.words)}</dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}
