/** The ages of children that have prices of their own, in order. */
import { Button, TextInput } from '@mantine/core'
import IconTrash from '@tabler/icons-react/icons/IconTrash'
import { type FormEvent, useState } from 'react'
import { MOST_CHILD_BANDS } from '../../shared/rates/price-set.ts'
import { useCommand, useDesk, useIsAway } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { FailureAlert } from '../frame/failure-alert.tsx'
import { t } from '../text/text.ts'
import { Part } from './part.tsx'
import { type BandEntry, bandEntry, nextBand, type PricingSettings, readBands } from './pricing-entry.ts'

const LONGEST_NAME = 40

export function BandsPart({ settings }: { settings: PricingSettings }) {
  const { calls } = useDesk()
  const isAway = useIsAway()
  const notify = useDeskState((state) => state.notify)
  const save = useCommand(calls.pricing.saveSettings, t('settings.prices.bands'))
  const [entries, setEntries] = useState<readonly BandEntry[]>(() => settings.childBands.map(bandEntry))
  const read = readBands(entries)
  const bands = 'index' in read ? null : read
  const issue = 'index' in read ? read : null
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (bands === null || isAway || save.isSending) return
    if ((await save.send({ childBands: bands })) !== undefined)
      notify('done', t('settings.prices.bands.saved'))
  }
  const change = (index: number, part: Partial<BandEntry>) =>
    setEntries(entries.map((entry, at) => (at === index ? { ...entry, ...part } : entry)))
  return (
    <Part title={t('settings.prices.bands')} text={t('settings.prices.bands.text')}>
      <form className="settings-form" data-testid="settings-bands" onSubmit={(event) => void submit(event)}>
        {entries.length === 0 && <p className="muted">{t('settings.prices.bands.none')}</p>}
        {entries.map((entry, index) => {
          const isAges = issue?.index === index && issue.field === 'ages'
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: bands are told apart by their place alone
            <div key={index} className="settings-line">
              <TextInput
                className="grow"
                label={t('settings.prices.band')}
                maxLength={LONGEST_NAME}
                value={entry.name}
                error={issue?.index === index && issue.field === 'name' ? t('settings.missing') : null}
                onChange={({ currentTarget: { value } }) => change(index, { name: value })}
              />
              <TextInput
                w={150}
                label={t('settings.prices.band.from')}
                inputMode="numeric"
                value={entry.from}
                error={isAges ? t('settings.prices.band.wrong') : null}
                onChange={({ currentTarget: { value } }) => change(index, { from: value })}
              />
              <TextInput
                w={150}
                label={t('settings.prices.band.to')}
                inputMode="numeric"
                value={entry.to}
                error={isAges}
                onChange={({ currentTarget: { value } }) => change(index, { to: value })}
              />
              <Button
                variant="subtle"
                px={8}
                aria-label={t('settings.prices.bands.remove', { name: entry.name })}
                onClick={() => setEntries(entries.toSpliced(index, 1))}
              >
                <IconTrash size={16} stroke={1.75} />
              </Button>
            </div>
          )
        })}
        <FailureAlert failure={save.failure} />
        <div className="row">
          <Button
            type="submit"
            variant="default"
            disabled={bands === null || isAway}
            loading={save.isSending}
          >
            {t('common.save')}
          </Button>
          {entries.length < MOST_CHILD_BANDS && (
            <Button variant="subtle" onClick={() => setEntries([...entries, nextBand(entries)])}>
              {t('settings.prices.bands.add')}
            </Button>
          )}
        </div>
      </form>
    </Part>
  )
}
