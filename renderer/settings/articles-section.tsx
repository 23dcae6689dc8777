/** What can be charged to a folio: articles by code, with a price or none. */
import { Button, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Article } from '../../shared/contract/folios.ts'
import { toDecimal } from '../../shared/money.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { amountText } from '../formats.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { t } from '../text/text.ts'
import { Part } from './part.tsx'

const LONGEST_CODE = 20
const LONGEST_NAME = 80

export function ArticlesSection() {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const query = useQuery(queries.folios.articles.queryOptions())
  const [edited, setEdited] = useState<Article | null>(null)
  return (
    <Part title={t('settings.articles')} text={t('settings.articles.text')}>
      <QueryView query={query}>
        {({ articles }) =>
          articles.length === 0 ? (
            <p className="muted">{t('settings.articles.none')}</p>
          ) : (
            <div className="settings-table">
              <table className="table" data-testid="settings-article-list">
                <thead>
                  <tr>
                    <th className="settings-name">{t('settings.articles.code')}</th>
                    <th>{t('settings.articles.name')}</th>
                    <th className="right settings-name">
                      {t('settings.articles.price', { currency: hotel.currency })}
                    </th>
                    <th className="settings-name">
                      <span className="spoken-only">{t('settings.rooms.change')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {articles.map((article) => (
                    <tr key={article.id} className={article.active ? undefined : 'is-done'}>
                      <td className="strong">{article.code}</td>
                      <td>{article.name}</td>
                      <td className="right">
                        {article.amountMinor === null
                          ? t('settings.articles.typed')
                          : amountText(article.amountMinor, hotel.currency)}
                      </td>
                      <td className="right">
                        <Button
                          h={24}
                          variant="default"
                          aria-label={t('settings.articles.changeOf', { code: article.code })}
                          onClick={() => setEdited(article)}
                        >
                          {t('settings.rooms.change')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </QueryView>
      <ArticleForm key={edited?.id ?? 'new'} article={edited} onDone={() => setEdited(null)} />
    </Part>
  )
}

function ArticleForm({ article, onDone }: { article: Article | null; onDone: () => void }) {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const save = useCommand(calls.folios.saveArticle, t('settings.articles'))
  const [code, setCode] = useState(article?.code ?? '')
  const [name, setName] = useState(article?.name ?? '')
  const [active, setActive] = useState(article?.active ?? true)
  const [price, setPrice] = useState(
    article === null || article.amountMinor === null ? '' : toDecimal(article.amountMinor, hotel.currency),
  )
  const amountMinor = price.trim() === '' ? null : readAmount(price, hotel.currency)
  const isPriceWrong = amountMinor === undefined || amountMinor === 0
  const canSave = code.trim() !== '' && name.trim() !== '' && !isPriceWrong && !isAway
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!canSave || save.isSending) return
    const taxCode = article?.taxCode ?? ''
    const answer = await save.send({ code: code.trim(), name: name.trim(), amountMinor, taxCode, active })
    if (answer === undefined) return
    notify('done', t('settings.articles.saved', { code: code.trim() }))
    setCode('')
    setName('')
    setPrice('')
    onDone()
  }
  return (
    <form className="settings-line" onSubmit={(event) => void submit(event)}>
      <TextInput
        w={150}
        label={t('settings.articles.code')}
        maxLength={LONGEST_CODE}
        disabled={article !== null}
        value={code}
        onChange={({ currentTarget: { value } }) => setCode(value.toUpperCase())}
      />
      <TextInput
        className="grow"
        label={t('settings.articles.name')}
        maxLength={LONGEST_NAME}
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <TextInput
        w={130}
        label={t('settings.articles.price', { currency: hotel.currency })}
        placeholder={t('settings.articles.typed')}
        inputMode="decimal"
        value={price}
        error={isPriceWrong ? t('settings.rules.noAmount') : null}
        onChange={({ currentTarget: { value } }) => setPrice(value)}
      />
      {article !== null && (
        <Switch
          className="settings-switch"
          label={t('settings.articles.active')}
          checked={active}
          onChange={({ currentTarget: { checked } }) => setActive(checked)}
        />
      )}
      <Button type="submit" variant="default" disabled={!canSave} loading={save.isSending}>
        {article === null ? t('settings.articles.add') : t('common.save')}
      </Button>
      <FailureAlert failure={save.failure} />
    </form>
  )
}
