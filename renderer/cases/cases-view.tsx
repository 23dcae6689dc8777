/** Bookings that do not fit: the open ones first, then what became of the others; one of them with its ways out. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useChannelsState } from '../channels/channels-state.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { nightListText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { QueryView } from '../frame/query-view.tsx'
import { useViewKeys } from '../frame/view-keys.ts'
import { t } from '../text/text.ts'
import { CaseDetail } from './case-detail.tsx'
import type { OverbookingCase } from './way-words.ts'

export function CasesView() {
  const { queries } = useDesk()
  const query = useQuery(queries.attention.cases.queryOptions())
  return (
    <QueryView query={query}>
      {({ cases }) =>
        cases.length === 0 ? (
          <div className="no-channel">
            <div className="card">
              <h1>{t('cases.none.title')}</h1>
              <p>{t('cases.none.what')}</p>
            </div>
          </div>
        ) : (
          <Cases cases={cases} />
        )
      }
    </QueryView>
  )
}

function Cases({ cases }: { cases: readonly OverbookingCase[] }) {
  const { names, clock } = useHotel()
  const caseId = useChannelsState((state) => state.caseId)
  const choose = useChannelsState((state) => state.chooseCase)
  const index = Math.max(
    0,
    cases.findIndex(({ id }) => id === caseId),
  )
  const chosen = cases[index]
  const keys = useMemo(() => {
    const to = (step: number) => () => choose(cases[index + step]?.id ?? cases[index]?.id ?? null)
    return { '[': to(-1), ']': to(1) }
  }, [cases, index, choose])
  useViewKeys(keys)
  if (chosen === undefined) return null
  return (
    <div className="cases">
      <nav className="cases-list" aria-label={t('cases.list')}>
        <ul>
          {cases.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                aria-current={each.id === chosen.id ? 'true' : undefined}
                onClick={() => choose(each.id)}
              >
                <Mark tone={each.status === 'open' ? 'danger' : 'ok'} />
                <span className="lines">
                  <b>
                    {names.roomType(each.roomTypeId)}, {nightListText(each.nights)}
                  </b>
                  <span className="muted second">
                    {each.guestName} · {each.code}
                  </span>
                  <span className="muted second">
                    {each.closedAt === null
                      ? t('cases.open.since', { at: clock.dayAndTime(each.openedAt) })
                      : t('cases.closed.at', { at: clock.dayAndTime(each.closedAt) })}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <CaseDetail key={chosen.id} of={chosen} />
    </div>
  )
}
