/** How prices are rounded and bounded, by which ages children pay, and what other currencies are worth. */
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { childBandSchema, MOST_CHILD_BANDS, roundingShape } from '../rates/price-set.ts'
import { amountMinorSchema, isoDateSchema } from '../snapshot.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

const settingsShape = {
  ...roundingShape,
  childBands: z.array(childBandSchema).max(MOST_CHILD_BANDS),
}
/** Of the price for base occupancy on plans without a parent; null: none. */
const boundsSchema = z.object({
  roomTypeId: publicIdSchema,
  floorMinor: amountMinorSchema.nullable(),
  ceilingMinor: amountMinorSchema.nullable(),
  extraBeds: z.number().int().min(0).max(10),
})

export const pricing = {
  /** Rounding, age bands; floor, ceiling and extra beds of each room type. */
  settings: query('read', 'rates', 'property')
    .route({ method: 'GET', path: '/pricing/settings' })
    .output(z.object({ ...settingsShape, bounds: z.array(boundsSchema) })),

  /** What is left out stays. */
  saveSettings: command('rates', 'rates', 'property')
    .errors(errorsOf('UnknownRoomType', 'BoundsNotValid'))
    .route({ method: 'PUT', path: '/pricing/settings' })
    .input(
      commandInput.extend({
        ...z.object(settingsShape).partial().shape,
        bounds: z.array(boundsSchema).max(100).optional(),
      }),
    )
    .output(committed),

  exchangeRates: query('read', 'rates')
    .route({ method: 'GET', path: '/pricing/exchange-rates' })
    .output(
      z.object({
        /** The newest day of each currency: units for one euro. */
        rates: z.array(z.object({ currency: z.string(), date: isoDateSchema, unitsPerEuro: z.number() })),
        days: z.number().int(),
      }),
    ),

  /** Takes in the reference rates of the European Central Bank, as its CSV or XML file has them. */
  importExchangeRates: command('rates', 'rates')
    .errors(errorsOf('ExchangeRateFileNotReadable'))
    .route({ method: 'POST', path: '/pricing/exchange-rates' })
    .input(commandInput.extend({ text: z.string().trim().min(1).max(3_000_000) }))
    .output(committed.extend({ days: z.number().int(), currencies: z.number().int() })),
}
