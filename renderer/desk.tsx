/** The page's entry point: opens the session, then the desk. */
import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import './look/tokens.css'
import './look/base.css'
import './look/dialogs.css'
import './frame/frame.css'
import './frame/notices.css'
import './chart/chart.css'
import './chart/chart-bars.css'
import './chart/chart-over.css'
import './sale/price-why.css'
import './sale/sale.css'
import './stays/stays.css'
import './book/book.css'
import './reservation/reservation.css'
import './folio/folio.css'
import './channels/channels.css'
import './channels/inspector.css'
import './channels/channel-form.css'
import './channels/set-up.css'
import './channels/waiting.css'
import './cases/cases.css'
import './board/board.css'
import './rates/rates.css'
import './why/why.css'
import './settings/settings.css'
import './search/search.css'
import './start/start.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { browserPagePorts, browserSessionPorts, keptLocale } from './connection/browser-ports.ts'
import { openDeskClient } from './connection/desk-client.ts'
import { openLine } from './connection/line-choice.ts'
import { DeskApp } from './desk-app.tsx'
import { DeskProvider } from './desk-context.tsx'
import { mantineTheme } from './look/mantine.ts'
import { NoSession } from './start/no-session.tsx'
import { isLocale, speak } from './text/text.ts'

const place = document.getElementById('root')
if (place === null) throw new Error('the page has no root')
const root = createRoot(place)
const colorScheme = localStorageColorSchemeManager({ key: 'keyrack.theme' })

const kept = keptLocale()
if (isLocale(kept)) speak(kept)

browserPagePorts.density.write(browserPagePorts.density.read())

async function open() {
  const sessionPorts = browserSessionPorts()
  const line = await openLine(sessionPorts)
  if (line.kind === 'open') {
    const desk = { ...openDeskClient(line.ports), page: browserPagePorts }
    const reopen = () => {
      desk.close()
      sessionPorts.kept.clear()
      void open()
    }
    root.render(
      <MantineProvider theme={mantineTheme} defaultColorScheme="auto" colorSchemeManager={colorScheme}>
        <QueryClientProvider client={desk.cache}>
          <DeskProvider desk={desk}>
            <DeskApp onSessionLost={reopen} />
          </DeskProvider>
        </QueryClientProvider>
      </MantineProvider>,
    )
    return
  }
  root.render(
    <MantineProvider theme={mantineTheme} defaultColorScheme="auto" colorSchemeManager={colorScheme}>
      <NoSession door={line.kind} onRetry={() => location.reload()} />
    </MantineProvider>,
  )
}

void open()
