/** Somebody else changed the reservation while it was being worked on: who, when and what, and the way on. */
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useDesk, useHotel } from '../desk-context.tsx'
import type { Failure } from '../failure.ts'
import { Mark } from '../frame/marks.tsx'
import { actorText, journalWords } from '../journal/journal-words.ts'
import { useNaming } from '../journal/use-naming.ts'
import { t } from '../text/text.ts'

/** Whether the host refused because of somebody else's change. */
export function isChangedMeanwhile(failure: Failure | null): boolean {
  return failure?.kind === 'refused' && failure.refusal.code === 'ReservationChangedMeanwhile'
}

export function MeanwhileAlert({
  reservationId,
  sinceSeq,
  onLookAgain,
  children,
}: {
  reservationId: string
  /** Journal number of what is shown. */
  sinceSeq: number
  onLookAgain: () => void
  /** How what is being edited stands now. */
  children?: ReactNode
}) {
  const { queries } = useDesk()
  const { clock } = useHotel()
  const naming = useNaming()
  const timeline = useQuery(queries.reservations.timeline.queryOptions({ input: { reservationId } }))
  const [latest, ...earlier] = (timeline.data?.rows ?? []).filter((row) => row.seq > sinceSeq)
  return (
    <div className="alert is-warning" role="alert" data-testid="changed-meanwhile">
      <Mark tone="warning" />
      <div className="grow">
        {latest !== undefined && (
          <p className="strong">
            {t('reservation.meanwhile', {
              who: actorText(latest.actor),
              when: clock.dayAndTime(latest.at),
              what: journalWords(latest, naming),
            })}
          </p>
        )}
        {earlier.length > 0 && <p>{t('reservation.meanwhile.more', { count: earlier.length })}</p>}
        {children}
        <p className="muted second">{t('reservation.meanwhile.kept')}</p>
      </div>
      <Button type="button" variant="default" onClick={onLookAgain}>
        {t('reservation.meanwhile.look')}
      </Button>
    </div>
  )
}
