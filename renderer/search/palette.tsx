/**
 * The search and command palette: `/` and a few letters find a stay, a room, a code or an action; Enter opens the first.
 * Enter may come before the answer: it then waits for it, for a while.
 */
import { useMantineColorScheme } from '@mantine/core'
import IconSearch from '@tabler/icons-react/icons/IconSearch'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { failureOf } from '../failure.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { FOCUS_AT_ONCE } from '../frame/keyboard.ts'
import { Key, KeyHint } from '../frame/marks.tsx'
import { OverScreen } from '../frame/over-screen.tsx'
import { useWaitingEnter } from '../frame/waiting-enter.ts'
import { t } from '../text/text.ts'
import { DESK_ACTIONS } from './actions.ts'
import { knownHits } from './known-stays.ts'
import { type PaletteItem, paletteGroups, readQuery } from './palette-items.ts'
import { PaletteList } from './palette-list.tsx'
import { PalettePreview } from './palette-preview.tsx'

const ASK_AFTER_MS = 60
const LIMIT = 20

/** What the host found for the words asked for; what it found before stays while it searches. */
function useFound(asked: string) {
  const { queries } = useDesk()
  return useQuery({
    ...queries.search.find.queryOptions({
      input: { text: asked === '' ? '-' : asked, limit: LIMIT },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
      // Hits are of the moment: nobody minds if they are forgotten with the palette.
      gcTime: 10_000,
    }),
  })
}

export function Palette() {
  const { page, cache } = useDesk()
  const { hotel, names } = useHotel()
  const isAway = useIsAway()
  const close = useDeskState((state) => state.closeDialog)
  const { setColorScheme } = useMantineColorScheme()
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [isLate, setIsLate] = useState(false)
  const preview = useRef<HTMLDivElement>(null)

  const { scope, text } = readQuery(typed)
  const wanted = scope === 'actions' ? '' : text
  useEffect(() => page.setTimer(ASK_AFTER_MS, () => setAsked(wanted)), [page, wanted])
  const query = useFound(asked)
  const isAnswered =
    wanted === '' ||
    isAway ||
    (asked === wanted && (query.isError || (query.isSuccess && !query.isPlaceholderData)))

  const hits = useMemo(() => {
    if (wanted === '') return []
    if (!isAway) return query.data?.hits ?? []
    const answers = cache.getQueryCache().getAll()
    return knownHits(
      answers.map(({ queryKey, state }) => ({ queryKey, data: state.data })),
      wanted,
      names,
      LIMIT,
    )
  }, [wanted, isAway, query.data, cache, names])
  const groups = paletteGroups({ hits, rooms: hotel.rooms, actions: DESK_ACTIONS }, typed)
  const items = groups.flatMap((group) => group.items)
  const chosen = items.find((item) => item.id === chosenId) ?? items[0]
  const waiting = useWaitingEnter(
    isAnswered,
    () => act(chosen),
    () => setIsLate(true),
  )

  function type(value: string) {
    setTyped(value)
    setChosenId(null)
    waiting.takeBack()
    setIsLate(false)
  }
  function act(item: PaletteItem | undefined) {
    if (item === undefined) return
    const desk = useDeskState.getState()
    if (item.kind === 'room' && item.hit === null) {
      if (!item.isWhole) return type(item.room.name)
      if (isAway || !item.room.inService) return
      return desk.open({ kind: 'sale', arrival: null, roomId: item.room.id })
    }
    if (item.kind === 'action') {
      if (isAway && item.action.needsHost === true) return
      close()
      item.action.act({
        desk,
        setTheme: setColorScheme,
        setDensity: page.density.write,
      })
      return
    }
    close()
    if (item.hit !== null) desk.openReservation(item.hit.reservationId)
  }
  function enter() {
    // What was chosen by hand is meant; the first of a list that is about to change is not.
    if (isAnswered || chosenId !== null) return act(chosen)
    setAsked(wanted)
    waiting.enter()
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      const at = chosen === undefined ? -1 : items.indexOf(chosen)
      setChosenId(items[(at + step + items.length) % items.length]?.id ?? null)
      waiting.takeBack()
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) enter()
    else if (event.altKey) {
      const button = preview.current?.querySelector<HTMLButtonElement>(
        `[data-key="${event.key.toLowerCase()}"]`,
      )
      if (button == null) return
      button.click()
    } else return
    event.preventDefault()
  }

  const count = items.length
  const status =
    waiting.isWaiting || !isAnswered
      ? t('search.searching')
      : query.data?.hasMore === true && wanted !== ''
        ? t('search.more', { count })
        : t('search.count', { count })
  return (
    <OverScreen
      onClose={close}
      centered={false}
      size={928}
      withCloseButton={false}
      yOffset={80}
      padding={0}
      className="palette-modal"
      attributes={{ content: { 'aria-label': t('search.title') } }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys for the field and the buttons inside it */}
      <div className="palette" onKeyDown={onKeyDown}>
        <div className="palette-field">
          <IconSearch size={18} stroke={1.75} aria-hidden="true" />
          <input
            {...FOCUS_AT_ONCE}
            type="text"
            role="combobox"
            aria-label={t('search.title')}
            aria-expanded={items.length > 0}
            aria-controls={items.length > 0 ? 'palette-list' : undefined}
            aria-activedescendant={chosen === undefined ? undefined : `palette-${chosen.id}`}
            autoComplete="off"
            spellCheck={false}
            maxLength={80}
            placeholder={t('frame.search')}
            value={typed}
            onChange={(event) => type(event.currentTarget.value)}
          />
          <span className="muted second" role="status">
            {isLate ? t('search.noAnswer') : status}
          </span>
          <Key>Esc</Key>
        </div>
        <div className="palette-body">
          <div className="palette-list">
            {isAway && wanted !== '' && <p className="palette-note">{t('search.away')}</p>}
            {!isAway && query.isError && wanted !== '' && <FailureAlert failure={failureOf(query.error)} />}
            {items.length > 0 && (
              <div id="palette-list" role="listbox" aria-label={t('search.results')} tabIndex={-1}>
                <PaletteList
                  groups={groups}
                  chosen={chosen}
                  typed={text}
                  onChoose={act}
                  onPoint={setChosenId}
                />
              </div>
            )}
            {items.length === 0 && isAnswered && <p className="palette-note">{t('search.none', { text })}</p>}
          </div>
          <div className="palette-preview" ref={preview}>
            {chosen === undefined ? (
              <p className="muted">{t('search.start')}</p>
            ) : (
              <PalettePreview item={chosen} />
            )}
          </div>
        </div>
        <div className="palette-foot">
          <KeyHint keys={['↑', '↓']}>{t('search.key.choose')}</KeyHint>
          <KeyHint keys={['Enter']}>{t('search.key.open')}</KeyHint>
          <KeyHint keys={['Tab']}>{t('search.key.details')}</KeyHint>
          <span className="grow" />
          <KeyHint keys={['>']}>{t('search.key.actionsOnly')}</KeyHint>
          <KeyHint keys={['#']}>{t('search.key.codesOnly')}</KeyHint>
          <KeyHint keys={['@']}>{t('search.key.guestsOnly')}</KeyHint>
        </div>
      </div>
    </OverScreen>
  )
}
