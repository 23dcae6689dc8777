/** A key with Alt in a dialog: by its place, as with Alt many layouts write another character. */
import { useDocumentKeys } from './document-keys.ts'

export function useAltKey(code: string, act: () => void): void {
  useDocumentKeys((event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== code) return
    event.preventDefault()
    act()
  })
}
