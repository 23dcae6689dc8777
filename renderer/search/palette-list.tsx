/** The palette's results in their groups; what begins like the words typed is underlined. */
import IconBolt from '@tabler/icons-react/icons/IconBolt'
import IconDoor from '@tabler/icons-react/icons/IconDoor'
import IconHash from '@tabler/icons-react/icons/IconHash'
import IconUser from '@tabler/icons-react/icons/IconUser'
import { useEffect } from 'react'
import type { SearchHit } from '../../shared/contract/search.ts'
import { lookOf } from '../chart/bar-look.ts'
import { useHotel, useIsAway } from '../desk-context.tsx'
import { stayDatesText } from '../formats.ts'
import { Key, LookStatus, Status } from '../frame/marks.tsx'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { matchPieces } from './matches.ts'
import type { PaletteGroup, PaletteItem } from './palette-items.ts'

const GROUP_WORDS: Readonly<Record<PaletteGroup['name'], MessageId>> = {
  stays: 'search.group.stays',
  rooms: 'search.group.rooms',
  codes: 'search.group.codes',
  actions: 'search.group.actions',
}
const ICONS = { stay: IconUser, room: IconDoor, code: IconHash, action: IconBolt } as const

export function PaletteList({
  groups,
  chosen,
  typed,
  onChoose,
  onPoint,
}: {
  groups: readonly PaletteGroup[]
  chosen: PaletteItem | undefined
  typed: string
  onChoose: (item: PaletteItem) => void
  onPoint: (id: string) => void
}) {
  const chosenId = chosen?.id
  useEffect(() => {
    if (chosenId !== undefined)
      document.getElementById(`palette-${chosenId}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return groups.map((group) => (
    // biome-ignore lint/a11y/useSemanticElements: a listbox has groups of options, not fieldsets
    <div key={group.name} role="group" aria-label={t(GROUP_WORDS[group.name])}>
      <div className="palette-group" aria-hidden="true">
        {t(GROUP_WORDS[group.name])} <span>{group.items.length}</span>
      </div>
      {group.items.map((item) => {
        const Icon = ICONS[item.kind]
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
          <div
            key={item.id}
            id={`palette-${item.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={item.id === chosenId}
            className="palette-item"
            onClick={() => onChoose(item)}
            onMouseMove={() => {
              if (item.id !== chosenId) onPoint(item.id)
            }}
          >
            <Icon size={16} stroke={1.75} aria-hidden="true" />
            <ItemLine item={item} typed={typed} />
          </div>
        )
      })}
    </div>
  ))
}

function ItemLine({ item, typed }: { item: PaletteItem; typed: string }) {
  const { names } = useHotel()
  const isAway = useIsAway()
  switch (item.kind) {
    case 'action':
      return (
        <>
          <span className={`strong${isAway && item.action.needsHost === true ? ' muted' : ''}`}>
            <Marked text={item.action.words()} typed={typed} />
          </span>
          <span className="grow" />
          {item.action.keys?.map((key) => (
            <Key key={key}>{key}</Key>
          ))}
        </>
      )
    case 'room': {
      const type = names.roomType(item.room.roomTypeId)
      return (
        <>
          <span className="strong figures">
            <Marked text={item.room.name} typed={typed} />
          </span>
          <span className="muted second palette-line">
            {item.hit === null ? type : t('search.roomLine', { roomType: type, guest: item.hit.guestName })}
          </span>
          <span className="grow" />
          {item.hit !== null && <HitStatus hit={item.hit} />}
          {!item.room.inService && <Status tone="unknown">{t('search.outOfService')}</Status>}
        </>
      )
    }
    case 'code':
      return (
        <>
          <span className="strong figures">
            <Marked
              text={
                item.hit.matched === 'channelRef' ? (item.hit.channelRef ?? item.hit.code) : item.hit.code
              }
              typed={typed}
            />
          </span>
          <span className="muted second palette-line">
            {t('search.codeLine', {
              guest: item.hit.guestName,
              origin: item.hit.channelName ?? t('search.direct'),
            })}
          </span>
          <span className="grow" />
          <HitStatus hit={item.hit} />
        </>
      )
    case 'stay':
      return (
        <>
          <span className="strong">
            <Marked text={item.hit.guestName} typed={typed} />
          </span>
          <span className="muted second palette-line">
            {t('search.stayLine', {
              room: item.hit.roomId === null ? t('search.noRoom') : names.room(item.hit.roomId),
              dates: stayDatesText(item.hit.arrival, item.hit.departure),
            })}
          </span>
          <span className="grow" />
          <HitStatus hit={item.hit} />
        </>
      )
  }
}

function HitStatus({ hit }: { hit: SearchHit }) {
  const { hotel } = useHotel()
  return <LookStatus look={lookOf(hit, hotel.businessDate)} />
}

function Marked({ text, typed }: { text: string; typed: string }) {
  let at = 0
  return matchPieces(text, typed).map((piece) => {
    const key = at
    at += piece.text.length
    return piece.isMatch ? <mark key={key}>{piece.text}</mark> : piece.text
  })
}
