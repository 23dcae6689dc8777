/** The keys of the sale and its buttons; the filled one owns Enter. */
import { Button } from '@mantine/core'
import { Key, KeyHint } from '../frame/marks.tsx'
import { t } from '../text/text.ts'

export function SaleFoot({
  isNow,
  rooms,
  roomName,
  canBook,
  canCheckIn,
  isSending,
  onBookOnly,
}: {
  isNow: boolean
  rooms: number
  roomName: string | null
  canBook: boolean
  canCheckIn: boolean
  isSending: boolean
  onBookOnly: () => void
}) {
  return (
    <div className="sale-foot">
      <KeyHint keys={['Tab']}>{t('sale.nextField')}</KeyHint>
      <KeyHint keys={['↑', '↓']}>{t('sale.plans')}</KeyHint>
      <KeyHint keys={['Shift', '↑', '↓']}>{t('sale.moreNights')}</KeyHint>
      <KeyHint keys={['PgUp', 'PgDn']}>{t('sale.types')}</KeyHint>
      <span className="grow" />
      {isNow && (
        <Button
          variant="default"
          disabled={!canBook}
          rightSection={<Key>Ctrl Enter</Key>}
          onClick={onBookOnly}
        >
          {t('sale.bookOnly')}
        </Button>
      )}
      <Button
        type="submit"
        disabled={isNow ? !canCheckIn : !canBook}
        loading={isSending}
        rightSection={<Key>Enter</Key>}
      >
        {mainWords(isNow, rooms, roomName)}
      </Button>
    </div>
  )
}

function mainWords(isNow: boolean, rooms: number, roomName: string | null): string {
  if (!isNow) return rooms === 1 ? t('sale.book') : t('sale.bookRooms', { count: rooms })
  return roomName === null ? t('sale.bookAndCheckIn') : t('sale.bookAndCheckInTo', { room: roomName })
}
