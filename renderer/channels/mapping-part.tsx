/** What the channel sells of ours: by its own list where it gives one or one is pasted, else by codes typed by hand. */
import { Button, Loader, SegmentedControl, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ChannelProduct, ProductsAnswer } from '../../shared/contract/channel-inquiry.ts'
import { readProductList } from '../../shared/product-match.ts'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { failureOf } from '../failure.ts'
import { useAltKey } from '../frame/alt-key.ts'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'
import type { ChannelDraft, Issues } from './channel-entry.ts'
import { connectionOf } from './connection-test.tsx'
import { MappingTable } from './mapping-table.tsx'
import { allAccepted, productRows } from './product-mapping.ts'
import { ProductTable } from './product-table.tsx'

type By = 'list' | 'hand'

/** The channel's list as it was last fetched or pasted, and what came of asking for it. */
export function useProducts(draft: ChannelDraft, channelId: string | null) {
  const { calls } = useDesk()
  const { names } = useHotel()
  const [products, setProducts] = useState<readonly ChannelProduct[] | null>(null)
  const [said, setSaid] = useState<{ isFailure: boolean; text: string } | null>(null)
  const mutation = useMutation({
    mutationFn: (wish: ReturnType<typeof connectionOf>) => calls.channels.products(wish),
  })
  function take(answer: ProductsAnswer) {
    if (answer.result === 'products') {
      setProducts(answer.rooms)
      setSaid(answer.rooms.length === 0 ? { isFailure: true, text: t('channels.product.empty') } : null)
    } else if (answer.result === 'noList') setSaid({ isFailure: false, text: t('channels.product.noList') })
    else setSaid({ isFailure: true, text: t('channels.product.failed', { reason: answer.message }) })
  }
  return {
    products,
    said,
    isFetching: mutation.isPending,
    paste: (pasted: readonly ChannelProduct[]) => {
      setProducts(pasted)
      setSaid(null)
    },
    async fetch() {
      try {
        take((await mutation.mutateAsync(connectionOf(draft, channelId))).answer)
      } catch (error) {
        setSaid({ isFailure: true, text: failureSentence(failureOf(error), names) })
      }
    },
  }
}
export type KnownProducts = ReturnType<typeof useProducts>

export function MappingPart({
  draft,
  issues,
  list,
  asksAtOnce,
  onChange,
}: {
  draft: ChannelDraft
  issues: Issues
  list: KnownProducts
  /** Fetches the list when it is first seen, and begins with it. */
  asksAtOnce: boolean
  onChange: (part: Partial<ChannelDraft>) => void
}) {
  const isAway = useIsAway()
  const { hotel } = useHotel()
  const [wished, setWished] = useState<By | null>(null)
  const [isPasting, setPasting] = useState(false)
  const { products, said, isFetching } = list
  const hasList = products !== null && products.length > 0
  const by: By = hasList ? (wished ?? 'list') : 'hand'
  const wasAsked = useRef(false)
  useEffect(() => {
    if (!asksAtOnce || wasAsked.current || products !== null || isAway) return
    wasAsked.current = true
    void list.fetch()
  }, [asksAtOnce, products, isAway, list])
  useAltKey('KeyS', () => {
    if (hasList) onChange(allAccepted(draft, hotel, productRows(products, draft, hotel)))
  })
  return (
    <section className="mapping" aria-label={t('channels.mapping')}>
      <div className="product-head">
        {hasList && (
          <SegmentedControl
            aria-label={t('channels.product.how')}
            value={by}
            onChange={(value) => setWished(value as By)}
            data={[
              { value: 'list', label: t('channels.product.byList') },
              { value: 'hand', label: t('channels.product.byHand') },
            ]}
          />
        )}
        <span className="grow" />
        <Button
          h={28}
          variant="default"
          type="button"
          disabled={isAway}
          aria-busy={isFetching}
          {...(isFetching ? { rightSection: <Loader size={12} color="currentColor" /> } : {})}
          onClick={() => void list.fetch()}
        >
          {t(products === null ? 'channels.product.fetch' : 'channels.product.fetchAgain')}
        </Button>
        <Button
          h={28}
          variant="default"
          type="button"
          aria-expanded={isPasting}
          onClick={() => setPasting(!isPasting)}
        >
          {t('channels.product.paste')}
        </Button>
      </div>
      <div role="status" data-testid="product-list-said">
        {isFetching && <p className="muted">{t('channels.product.fetching')}</p>}
        {!isFetching && said !== null && (
          <p className="status">
            <Mark tone={said.isFailure ? 'warning' : 'unknown'} />
            <span>{said.text}</span>
          </p>
        )}
      </div>
      {isPasting && (
        <Paste
          onTake={(pasted) => {
            list.paste(pasted)
            setWished('list')
            setPasting(false)
          }}
        />
      )}
      {by === 'list' && products !== null ? (
        <ProductTable products={products} draft={draft} onChange={onChange} />
      ) : (
        <MappingTable draft={draft} issues={issues} onChange={onChange} />
      )}
    </section>
  )
}

function Paste({ onTake }: { onTake: (products: readonly ChannelProduct[]) => void }) {
  const [text, setText] = useState('')
  const { products, issues } = readProductList(text)
  const [first] = issues
  return (
    <div className="product-paste">
      <Textarea
        size="xs"
        rows={5}
        autoFocus
        label={t('channels.product.pasteHere')}
        description={t('channels.product.pasteForm')}
        value={text}
        error={
          first === undefined
            ? null
            : t('channels.product.pasteIssue', { line: first.line, count: issues.length })
        }
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <Button
        h={28}
        type="button"
        variant="default"
        disabled={products.length === 0}
        onClick={() => onTake(products)}
      >
        {t('channels.product.pasteTake', { count: products.length })}
      </Button>
    </div>
  )
}
