/** Who books: the surname is enough; guests of that name who were here before are offered while it is typed. */
import { Button, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useState } from 'react'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk } from '../desk-context.tsx'
import { dayText, personText } from '../formats.ts'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key, Mark } from '../frame/marks.tsx'
import { RICH_WORDS } from '../frame/rich-words.tsx'
import { rich, t } from '../text/text.ts'
import { enterBooker, type GuestDraft, type SaleDraft, takeGuest } from './sale-draft.ts'
import { lengthIssue, nameIssue } from './stay-entry.ts'

type Match = Answers['guests']['match']['guests'][number]

const MATCH_AFTER_MS = 200
const LEAST_LETTERS = 2
const MOST_SHOWN = 3
const MOST_PHONE_LETTERS = 60
const MOST_EMAIL_LETTERS = 254
const MOST_NOTE_LETTERS = 2000

/** `value` as it stood still for so long. */
function useSettled<T>(value: T, ms: number): T {
  const { page } = useDesk()
  const [settled, setSettled] = useState(value)
  useEffect(() => page.setTimer(ms, () => setSettled(value)), [page, ms, value])
  return settled
}

/** Guests who were here before under the typed name; none while one is taken over or the name is too short. */
function useGuestMatches({ booker, known }: SaleDraft): readonly Match[] {
  const { queries } = useDesk()
  const name = `${booker.surname.trim()}\n${booker.firstName.trim()}`
  const [surname = '', firstName = ''] = useSettled(name, MATCH_AFTER_MS).split('\n')
  const isAsked = known === null && surname.length >= LEAST_LETTERS && nameIssue(surname, false) === null
  const query = useQuery(
    queries.guests.match.queryOptions({
      input: { surname, firstName },
      enabled: isAsked,
      placeholderData: keepPreviousData,
    }),
  )
  return isAsked && booker.surname.trim().length >= LEAST_LETTERS ? (query.data?.guests ?? []) : []
}

interface Parts {
  readonly sale: SaleDraft
  readonly onChange: (change: (sale: SaleDraft) => SaleDraft) => void
}

/** Whether every text about the booker can be sent. */
export function isBookerValid({ booker, note }: SaleDraft): boolean {
  return (
    nameIssue(booker.surname, true) === null &&
    nameIssue(booker.firstName, false) === null &&
    lengthIssue(booker.phone, MOST_PHONE_LETTERS) === null &&
    lengthIssue(booker.email, MOST_EMAIL_LETTERS) === null &&
    lengthIssue(note, MOST_NOTE_LETTERS) === null
  )
}

export function GuestFields({ sale, onChange }: Parts) {
  const { booker, note, wasTried } = sale
  const matches = useGuestMatches(sale).slice(0, MOST_SHOWN)
  const [first] = matches
  const enter = (change: Partial<GuestDraft>) => onChange((before) => enterBooker(before, change))
  function onSurnameKey(event: KeyboardEvent) {
    if (event.key !== 'Tab' || event.shiftKey || first === undefined) return
    event.preventDefault()
    onChange((before) => takeGuest(before, first))
  }
  return (
    <fieldset>
      <legend>{rich('sale.guest', RICH_WORDS)}</legend>
      <div className="sale-fields">
        <TextInput
          label={
            <>
              {t('sale.surname')}
              <span className="label-key" aria-hidden="true">
                <Key>S</Key>
              </span>
            </>
          }
          w={176}
          {...FOCUS_AT_ONCE}
          data-sale-field="surname"
          autoComplete="off"
          value={booker.surname}
          error={nameIssue(booker.surname, wasTried)}
          onKeyDown={onSurnameKey}
          onChange={({ currentTarget: { value } }) => enter({ surname: value })}
        />
        <TextInput
          label={t('sale.firstName')}
          w={144}
          autoComplete="off"
          value={booker.firstName}
          error={nameIssue(booker.firstName, false)}
          onChange={({ currentTarget: { value } }) => enter({ firstName: value })}
        />
        <TextInput
          label={t('sale.phone')}
          w={136}
          autoComplete="off"
          placeholder={t('sale.optional')}
          value={booker.phone}
          error={lengthIssue(booker.phone, MOST_PHONE_LETTERS)}
          onChange={({ currentTarget: { value } }) => enter({ phone: value })}
        />
        <TextInput
          label={t('sale.email')}
          className="grow"
          miw={136}
          autoComplete="off"
          placeholder={t('sale.optional')}
          value={booker.email}
          error={lengthIssue(booker.email, MOST_EMAIL_LETTERS)}
          onChange={({ currentTarget: { value } }) => enter({ email: value })}
        />
      </div>
      <KnownLine sale={sale} onChange={onChange} />
      {matches.length > 0 && (
        <ul className="sale-matches" aria-label={t('sale.match')} data-testid="guest-matches">
          {matches.map((match) => (
            <MatchLine
              key={match.id}
              match={match}
              isFirst={match === first}
              onUse={() => onChange((before) => takeGuest(before, match))}
            />
          ))}
        </ul>
      )}
      <TextInput
        mt={8}
        label={t('sale.note')}
        autoComplete="off"
        placeholder={t('sale.optional')}
        value={note}
        error={lengthIssue(note, MOST_NOTE_LETTERS)}
        onChange={({ currentTarget: { value } }) => onChange((before) => ({ ...before, note: value }))}
      />
    </fieldset>
  )
}

function MatchLine({ match, isFirst, onUse }: { match: Match; isFirst: boolean; onUse: () => void }) {
  const { stays, lastDeparture } = match
  const facts = [
    match.email,
    match.phone,
    t('sale.match.stays', { stays, last: lastDeparture === null ? 'none' : dayText(lastDeparture) }),
  ]
  return (
    <li className="sale-match">
      <Mark tone="parked" />
      <span className="grow">
        <span className="strong">{personText(match)}</span>{' '}
        <span className="muted second">{facts.filter((fact) => fact !== '').join(' · ')}</span>
      </span>
      <button type="button" className="link-button" onClick={onUse}>
        {isFirst && <Key>Tab</Key>} {t('sale.match.use')}
      </button>
    </li>
  )
}

/** Says whose record the sale will be added to, and undoes it. */
function KnownLine({ sale, onChange }: Parts) {
  if (sale.known === null) return null
  return (
    <div className="sale-match" data-testid="known-guest">
      <Mark tone="ok" />
      <span className="grow">{t('sale.match.taken', { name: personText(sale.known) })}</span>
      <Button variant="default" h={24} onClick={() => onChange((before) => ({ ...before, known: null }))}>
        {t('sale.match.another')}
      </Button>
    </div>
  )
}
