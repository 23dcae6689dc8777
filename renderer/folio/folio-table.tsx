/** The lines of one folio: what was charged, paid and taken back, below it the nights that are not posted yet. */
import { Checkbox } from '@mantine/core'
import type { Folio, Posting } from '../../shared/contract/folios.ts'
import { amountText, dayText } from '../formats.ts'
import { t } from '../text/text.ts'
import { toPostMinor } from './folio-sums.ts'
import { postingNote, postingWords } from './folio-words.ts'

export function FolioTable({
  folio,
  selected,
  marks,
  articleNames,
  onSelect,
  onMark,
}: {
  folio: Folio
  selected: string | undefined
  marks: ReadonlySet<string>
  articleNames: ReadonlyMap<string, string>
  onSelect: (postingId: string) => void
  onMark: (postingId: string) => void
}) {
  const { currency, postings, nightsToPost } = folio
  return (
    <div className="folio-lines">
      <table className="table folio-table" aria-label={folio.name}>
        <colgroup>
          <col style={{ width: 44 }} />
          <col style={{ width: 108 }} />
          <col />
          <col style={{ width: 108 }} />
        </colgroup>
        <thead>
          <tr>
            <th>
              <span className="spoken-only">{t('folio.mark')}</span>
            </th>
            <th>{t('folio.date')}</th>
            <th>{t('folio.line')}</th>
            <th className="right">{currency}</th>
          </tr>
        </thead>
        <tbody>
          {postings.length === 0 && (
            <tr>
              <td colSpan={4} className="muted">
                {t('folio.empty')}
              </td>
            </tr>
          )}
          {postings.map((posting) => (
            <Line
              key={posting.id}
              posting={posting}
              currency={currency}
              words={postingWords(posting, articleNames)}
              isSelected={posting.id === selected}
              isMarked={marks.has(posting.id)}
              onSelect={() => onSelect(posting.id)}
              onMark={() => onMark(posting.id)}
            />
          ))}
          {nightsToPost.length > 0 && (
            <tr className="done-head">
              <td colSpan={3}>{t('folio.toPost', { count: nightsToPost.length })}</td>
              <td className="right">{amountText(toPostMinor(folio), currency)}</td>
            </tr>
          )}
          {nightsToPost.map(({ stayId, date, amountMinor }) => (
            <tr key={`${stayId} ${date}`} className="is-done">
              <td />
              <td>{dayText(date)}</td>
              <td>{t('folio.kind.room')}</td>
              <td className="right">{amountText(amountMinor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({
  posting,
  currency,
  words,
  isSelected,
  isMarked,
  onSelect,
  onMark,
}: {
  posting: Posting
  currency: string
  words: string
  isSelected: boolean
  isMarked: boolean
  onSelect: () => void
  onMark: () => void
}) {
  const note = postingNote(posting)
  const isGone = posting.reversedById !== null || posting.reversesId !== null
  return (
    <tr
      className={isGone ? 'is-reversed' : undefined}
      aria-selected={isSelected}
      data-testid={`posting-${posting.seq}`}
      onMouseDown={onSelect}
    >
      <td>
        <Checkbox
          aria-label={t('folio.markLine', { line: words })}
          tabIndex={-1}
          checked={isMarked}
          onChange={onMark}
        />
      </td>
      <td>{dayText(posting.businessDate)}</td>
      <td title={note === '' ? words : `${words}, ${note}`}>
        <span className={posting.reversedById === null ? '' : 'struck'}>{words}</span>
        {note !== '' && <span className="muted second folio-note">{note}</span>}
      </td>
      <td className={`right${posting.amountMinor < 0 ? ' ok-text' : ''}`}>
        <span className={posting.reversedById === null ? '' : 'struck'}>
          {amountText(posting.amountMinor, currency)}
        </span>
      </td>
    </tr>
  )
}
