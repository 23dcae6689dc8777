/** What a channel says of a request may quote the key that it came with: no text for people has it. */
export function withoutKey(text: string, key: string): string {
  return text.replaceAll(key, '****').replaceAll(encodeURIComponent(key), '****')
}
