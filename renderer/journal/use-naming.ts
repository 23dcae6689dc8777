/** The hotel's names in the form that journal rows are put into words with. */
import { useMemo } from 'react'
import { useHotel } from '../desk-context.tsx'
import type { Naming } from './journal-words.ts'

export function useNaming(): Naming {
  const { hotel, names } = useHotel()
  return useMemo(() => {
    const known = new Map(
      [...hotel.rooms, ...hotel.roomTypes, ...hotel.ratePlans].map(({ id, name }) => [id, name]),
    )
    return { names, currency: hotel.currency, nameOf: (id) => known.get(id) }
  }, [hotel, names])
}
