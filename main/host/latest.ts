/** A map that forgets what came first. */

export class Latest<K, V> {
  readonly #values = new Map<K, V>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  set(key: K, value: V): void {
    this.#values.set(key, value)
    const [oldest] = this.#values.keys()
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest)
  }

  get(key: K): V | undefined {
    return this.#values.get(key)
  }

  take(key: K): V | undefined {
    const value = this.#values.get(key)
    this.#values.delete(key)
    return value
  }
}
