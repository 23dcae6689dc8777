/** Which channel to connect: each kind with one sentence, and those that are reached through another one, with the way. */
import { Fragment, useLayoutEffect, useRef } from 'react'
import { CHANNEL_KINDS, type ChannelKind, PUSHED_KIND_NAMES } from '../../shared/channel-kinds/kinds.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { t } from '../text/text.ts'
import {
  INDIRECT_SELLERS,
  type IndirectSeller,
  kindSentence,
  sellerSentence,
  sellerSteps,
} from './kind-words.ts'

/** A kind, or the name of a seller that is reached through one. */
export type KindChoice = { readonly kind: ChannelKind } | { readonly seller: IndirectSeller }

/** What is set up when one goes on from here; null where no way is there yet. */
export function kindOf(choice: KindChoice): ChannelKind | null {
  return 'kind' in choice ? choice.kind : (choice.seller.through[0] ?? null)
}

const GROUP = 'set-up-kind'

export function SetUpKind({
  choice,
  onChoose,
}: {
  choice: KindChoice
  onChoose: (choice: KindChoice) => void
}) {
  return (
    <div className="set-up-kinds">
      <fieldset>
        <legend>{t('channels.setUp.which')}</legend>
        {PUSHED_KIND_NAMES.map((kind) => (
          <Choice
            key={kind}
            value={kind}
            name={CHANNEL_KINDS[kind].title}
            words={kindSentence(kind)}
            isChosen={'kind' in choice && choice.kind === kind}
            onChoose={() => onChoose({ kind })}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>{t('channels.setUp.indirect')}</legend>
        {INDIRECT_SELLERS.map((seller) => {
          const isChosen = 'seller' in choice && choice.seller === seller
          return (
            <Fragment key={seller.name}>
              <Choice
                value={seller.name}
                name={seller.name}
                words={sellerSentence(seller)}
                isChosen={isChosen}
                onChoose={() => onChoose({ seller })}
              />
              {isChosen && <TheWay seller={seller} />}
            </Fragment>
          )
        })}
      </fieldset>
    </div>
  )
}

function Choice({
  value,
  name,
  words,
  isChosen,
  onChoose,
}: {
  value: string
  name: string
  words: string
  isChosen: boolean
  onChoose: () => void
}) {
  return (
    <label className={`set-up-choice${isChosen ? ' is-chosen' : ''}`}>
      <input
        type="radio"
        name={GROUP}
        value={value}
        checked={isChosen}
        onChange={onChoose}
        {...(isChosen ? FOCUS_AT_ONCE : {})}
      />
      <span className="lines">
        <b>{name}</b>
        <span className="muted second">{words}</span>
      </span>
    </label>
  )
}

/** Numbered steps through the best way there is. */
function TheWay({ seller }: { seller: IndirectSeller }) {
  const { name, through } = seller
  const steps = useRef<HTMLDivElement>(null)
  // Under a seller far down the list they would begin out of sight.
  useLayoutEffect(() => {
    steps.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const [first, ...others] = through
  if (first === undefined) return <p className="muted">{t('channels.setUp.noWay', { seller: name })}</p>
  const way = CHANNEL_KINDS[first].title
  return (
    <div ref={steps} className="set-up-way" data-testid="set-up-way">
      <p>{t('channels.setUp.way', { seller: name, way })}</p>
      <ol>
        {sellerSteps(seller, way).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {others.length > 0 && (
        <p className="muted second">
          {t('channels.setUp.way.others', {
            ways: others.map((kind) => CHANNEL_KINDS[kind].title).join(', '),
          })}
        </p>
      )}
    </div>
  )
}
