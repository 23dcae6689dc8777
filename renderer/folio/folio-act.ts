/** What a dialog of the folio panel is about. */
export type FolioAct =
  | {
      readonly do: 'pay'
      readonly how: 'payment' | 'deposit' | 'refund'
      /** Null: the one with most to pay of the stay, or of the reservation. */
      readonly folioId: string | null
      readonly stayId: string | null
    }
  | { readonly do: 'reverse' | 'split'; readonly folioId: string; readonly postingId: string }
  | { readonly do: 'transfer'; readonly folioId: string; readonly postingIds: readonly string[] }
  | { readonly do: 'route' | 'open'; readonly stayId: string }
