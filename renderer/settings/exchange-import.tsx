/** Takes in the bank's file of reference rates; what is wrong with a file is said beside its choice. */
import { useState } from 'react'
import { type ExchangeFile, newestDaysFile, readExchangeFile } from '../../shared/rates/exchange.ts'
import { useCommand, useDesk, useHotel, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import type { Failure } from '../failure.ts'
import { FileChoice } from '../frame/file-choice.tsx'
import { Mark } from '../frame/marks.tsx'
import { textOfBytes } from '../start/csv-files.ts'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'

/** The whole history as XML has some 7 MB. */
const MOST_FILE_BYTES = 20_000_000
/** More goes into no message to the host: of longer files only the newest days are sent. */
const MOST_SENT_CHARACTERS = 700_000
const DAYS_OF_LONG_FILES = 400

export function ExchangeImport() {
  const { calls } = useDesk()
  const { names } = useHotel()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const send = useCommand(calls.pricing.importExchangeRates, t('settings.currencies.rates'))
  const [name, setName] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)

  async function take(file: File): Promise<void> {
    setName(file.name)
    setRefused(null)
    send.clear()
    if (file.size > MOST_FILE_BYTES) return setRefused(t('settings.currencies.tooLarge'))
    const read = shortened(textOfBytes(new Uint8Array(await file.arrayBuffer())))
    if ('problem' in read) return setRefused(failureSentence(notReadable(read), names))
    if (read.text.trim() === '') return setRefused(t('settings.currencies.empty'))
    const answer = await send.send({ text: read.text })
    if (answer !== undefined) notify('done', t('settings.currencies.imported', answer))
  }
  const problem = refused ?? (send.failure === null ? null : failureSentence(send.failure, names))
  return (
    <div className="settings-file">
      <div className="row">
        <FileChoice
          words={t('settings.currencies.choose')}
          accept=".csv,.xml,text/csv,text/xml,application/xml"
          testId="exchange-file"
          isFirst={false}
          onChoose={(file) => {
            if (!isAway && !send.isSending) void take(file)
          }}
        />
        {name !== null && <span translate="no">{name}</span>}
      </div>
      {problem !== null && (
        <p className="alert" role="alert" data-testid="exchange-refused">
          <Mark tone="danger" />
          {problem}
        </p>
      )}
    </div>
  )
}

type Shortened = { readonly text: string } | Extract<ExchangeFile, { problem: string }>

function shortened(text: string): Shortened {
  if (text.length <= MOST_SENT_CHARACTERS) return { text }
  const file = readExchangeFile(text)
  return 'problem' in file ? file : { text: newestDaysFile(file.rates, DAYS_OF_LONG_FILES) }
}

/** As the host would say it of the file. */
function notReadable(data: Extract<ExchangeFile, { problem: string }>): Failure {
  return { kind: 'refused', refusal: { code: 'ExchangeRateFileNotReadable', data } }
}
