/** One room type of the form: what it is, which rooms it has, and what a night of it costs. */
import { TextInput } from '@mantine/core'
import IconTrash from '@tabler/icons-react/icons/IconTrash'
import { t } from '../text/text.ts'
import { roomsOf } from './set-up-check.ts'
import { priceFields, type SetUpDraft, type TypeDraft } from './set-up-draft.ts'

export function TypeRow({
  type,
  draft,
  errorAt,
  canRemove,
  onChange,
  onRemove,
}: {
  type: TypeDraft
  draft: SetUpDraft
  errorAt: (field: string) => string | null
  canRemove: boolean
  onChange: (change: Partial<TypeDraft>) => void
  onRemove: () => void
}) {
  const rooms = roomsOf(type).length
  const field = (name: 'code' | 'name' | 'base' | 'most' | 'rooms', label: string) => ({
    label,
    autoComplete: 'off',
    'data-field': `type.${type.key}.${name}`,
    value: type[name],
    error: errorAt(`type.${type.key}.${name}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  })
  const setPrice = (index: number, value: string) => {
    const prices = Array.from({ length: Math.max(type.prices.length, index + 1) }, (_, place) =>
      place === index ? value : (type.prices[place] ?? ''),
    )
    onChange({ prices })
  }
  return (
    <fieldset className="set-up-type" data-testid={`type-${type.code.trim()}`}>
      <legend className="spoken-only">{type.name}</legend>
      <div className="set-up-line">
        <TextInput w={84} {...field('code', t('start.type.code'))} />
        <TextInput w={176} {...field('name', t('start.type.name'))} />
        <TextInput w={72} inputMode="numeric" {...field('base', t('start.type.base'))} />
        <TextInput w={72} inputMode="numeric" {...field('most', t('start.type.most'))} />
        <TextInput
          className="grow"
          miw={200}
          placeholder={t('start.type.rooms.example')}
          rightSection={<span className="second muted figures">{rooms > 0 ? rooms : ''}</span>}
          {...field('rooms', t('start.type.rooms'))}
        />
        <button
          type="button"
          className="icon-button set-up-remove"
          disabled={!canRemove}
          aria-label={t('start.remove', { name: type.name })}
          title={t('start.remove', { name: type.name })}
          onClick={onRemove}
        >
          <IconTrash size={16} stroke={1.75} aria-hidden="true" />
        </button>
      </div>
      {draft.filePrices === null && (
        <div className="set-up-line">
          <span className="set-up-prices-title second muted">
            {t('start.type.prices', { currency: draft.currency })}
          </span>
          {Array.from({ length: priceFields(type) }, (_, index) => (
            <TextInput
              // biome-ignore lint/suspicious/noArrayIndexKey: the price for so many adults is that place
              key={index}
              w={96}
              label={t('common.adults', { count: index + 1 })}
              inputMode="decimal"
              autoComplete="off"
              className="set-up-price"
              data-field={`type.${type.key}.price.${index}`}
              placeholder={index === 0 ? '' : (type.prices[index - 1] ?? '')}
              value={type.prices[index] ?? ''}
              error={errorAt(`type.${type.key}.price.${index}`)}
              onChange={({ currentTarget: { value } }) => setPrice(index, value)}
            />
          ))}
        </div>
      )}
    </fieldset>
  )
}
