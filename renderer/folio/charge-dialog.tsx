/** Posts a charge by keyboard: room, Enter, article, Enter; quantity, another amount and a remark by Tab. */
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import type { Article } from '../../shared/contract/folios.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { type StaySubject, useDeskState } from '../desk-state.ts'
import { useDirect } from '../direct-command.ts'
import { failureOf } from '../failure.ts'
import { amountText, compareText } from '../formats.ts'
import { DialogForm } from '../stays/dialog-form.tsx'
import { t } from '../text/text.ts'
import { chosenOf, NOTHING_TYPED, type TypeAheadItem } from './matching.ts'
import { TypeAhead } from './type-ahead.tsx'
import { useArticles, useFreshFolios } from './use-folios.ts'

interface RoomItem extends TypeAheadItem {
  readonly stay: StaySubject
}
interface ArticleItem extends TypeAheadItem {
  readonly article: Article
}

const MOST_QUANTITY = 999

export function ChargeDialog({ stay: given, folioId }: { stay: StaySubject | null; folioId: string | null }) {
  const { calls, queries } = useDesk()
  const { hotel, names } = useHotel()
  const close = useDeskState((state) => state.closeDialog)
  const notify = useDeskState((state) => state.notify)
  const direct = useDirect()
  const freshen = useFreshFolios()
  const inHouse = useQuery({ ...queries.stays.inHouse.queryOptions(), enabled: given === null })
  const { articles, query } = useArticles()
  const [roomTyped, setRoomTyped] = useState(NOTHING_TYPED)
  const [articleTyped, setArticleTyped] = useState(NOTHING_TYPED)
  const [quantity, setQuantity] = useState('1')
  const [amount, setAmount] = useState('')
  const [remark, setRemark] = useState('')
  const articleField = useRef<HTMLInputElement>(null)
  const amountField = useRef<HTMLInputElement>(null)
  const post = useCommand(calls.folios.post)

  const rooms = useMemo(
    () =>
      (inHouse.data?.stays ?? [])
        .flatMap((stay): RoomItem[] =>
          stay.roomId === null
            ? []
            : [{ id: stay.stayId, words: [names.room(stay.roomId), stay.guestName], stay }],
        )
        .sort((a, b) => compareText(a.words[0] ?? '', b.words[0] ?? '')),
    [inHouse.data, names],
  )
  const items = articles.map(
    (article): ArticleItem => ({
      id: article.id,
      words: [article.code, article.name],
      article,
    }),
  )
  const { currency } = hotel
  const stay = given ?? chosenOf(rooms, roomTyped)?.stay
  const article = chosenOf(items, articleTyped)?.article
  const isLoading = query.isPending || (given === null && inHouse.isPending)
  const count = /^\d{1,3}$/.test(quantity.trim()) ? Number(quantity) : 0
  const isCount = count >= 1 && count <= MOST_QUANTITY
  const typedMinor = amount.trim() === '' ? undefined : readAmount(amount, currency)
  const eachMinor = amount.trim() === '' ? (article?.amountMinor ?? undefined) : typedMinor
  const isWrong = amount.trim() !== '' && (typedMinor === undefined || typedMinor === 0)
  const canSubmit =
    stay !== undefined && article !== undefined && isCount && eachMinor !== undefined && !isWrong

  async function submit() {
    if (!canSubmit || stay === undefined || article === undefined || eachMinor === undefined) return
    const answer = await post.send({
      stayId: stay.stayId,
      articleCode: article.code,
      quantity: count,
      ...(typedMinor === undefined ? {} : { amountMinor: typedMinor }),
      text: remark.trim(),
      ...(folioId === null ? {} : { folioId }),
    })
    if (answer === undefined) return
    await freshen(stay.reservationId)
    const line = { article: article.name, amount: amountText(eachMinor * count, currency) }
    notify(
      'done',
      t('folio.charge.done', {
        ...line,
        currency,
        name: stay.guestName,
        balance: amountText(answer.balanceMinor, currency),
      }),
      {
        undo() {
          for (const postingId of answer.postingIds)
            void direct(
              (idempotencyKey) =>
                calls.folios.reverse({ idempotencyKey, postingId, reason: t('folio.undoReason') }),
              () => ({ text: t('folio.reverse.done', { line: line.article, amount: line.amount }) }),
            )
        },
      },
    )
    close()
  }
  const needsAmount = article?.amountMinor === null && amount === ''
  const failed = inHouse.error ?? query.error
  return (
    <DialogForm
      title={
        stay === undefined
          ? t('folio.charge.title')
          : t('folio.charge.titleFor', {
              name: stay.guestName,
              room: stay.roomId === null ? 'none' : names.room(stay.roomId),
            })
      }
      size={480}
      action={
        canSubmit && eachMinor !== undefined
          ? t('folio.charge.do', { amount: amountText(eachMinor * count, currency) })
          : t('folio.charge.title')
      }
      startsInField
      canSubmit={canSubmit}
      isAsking={isLoading}
      isSending={post.isSending}
      failure={post.failure ?? (failed === null ? null : failureOf(failed))}
      onSubmit={submit}
    >
      {given === null && (
        <TypeAhead
          label={t('folio.charge.room')}
          items={rooms}
          typed={roomTyped}
          none={inHouse.isSuccess ? t('folio.charge.noRoom') : t('common.loading')}
          startsHere
          onType={setRoomTyped}
          onEnter={() => {
            if (stay !== undefined || isLoading) articleField.current?.focus()
          }}
          show={({ stay: { roomId, guestName } }) => (
            <>
              <b className="figures">{roomId === null ? '' : names.room(roomId)}</b>
              <span className="grow">{guestName}</span>
            </>
          )}
        />
      )}
      <TypeAhead
        label={t('folio.charge.article')}
        items={items}
        typed={articleTyped}
        none={query.isSuccess ? t('folio.charge.noArticle') : t('common.loading')}
        startsHere={given !== null}
        inputRef={articleField}
        onType={setArticleTyped}
        onEnter={needsAmount ? () => amountField.current?.focus() : undefined}
        show={({ article: { code, name, amountMinor } }) => (
          <>
            <b className="figures">{code}</b>
            <span className="grow">{name}</span>
            <span className="figures muted">
              {amountMinor === null ? t('folio.charge.typed') : amountText(amountMinor, currency)}
            </span>
          </>
        )}
      />
      <div className="sale-fields">
        <TextInput
          label={t('folio.charge.quantity')}
          w={84}
          inputMode="numeric"
          maxLength={3}
          value={quantity}
          error={isCount ? null : t('folio.charge.quantityWrong', { most: MOST_QUANTITY })}
          onChange={({ currentTarget: { value } }) => setQuantity(value)}
        />
        <TextInput
          label={t('folio.charge.each', { currency })}
          w={120}
          ref={amountField}
          inputMode="decimal"
          placeholder={article?.amountMinor == null ? '' : amountText(article.amountMinor, currency)}
          value={amount}
          error={isWrong ? t('stays.price.noAmount') : null}
          onChange={({ currentTarget: { value } }) => setAmount(value)}
        />
        <TextInput
          label={t('folio.charge.remark')}
          className="grow"
          maxLength={200}
          value={remark}
          onChange={({ currentTarget: { value } }) => setRemark(value)}
        />
      </div>
    </DialogForm>
  )
}
