/** The one bar that follows the pointer or the arrows, with its tag: moved by transform, without React. */
import type { PlacedStay } from './bar-layout.ts'
import type { PlanWords } from './chart-words.ts'

export interface GhostPlace {
  readonly left: number
  readonly top: number
  readonly width: number
  /** Of the body, in px: the tag stays within. */
  readonly sight: { readonly left: number; readonly right: number; readonly bottom: number }
}

const TAG_WIDTH = 280
const TAG_HEIGHT = 76

export class Ghost {
  readonly #bar = document.createElement('div')
  readonly #tag = document.createElement('div')
  readonly #room = document.createElement('b')
  readonly #dates = document.createElement('span')
  readonly #state = document.createElement('span')
  readonly #sourceId: string

  constructor(layer: HTMLElement, source: PlacedStay) {
    this.#sourceId = source.id
    const name = document.createElement('span')
    name.className = 'bar-name'
    name.textContent = source.bar.guestName
    this.#bar.append(name)
    this.#tag.className = 'ghost-tag'
    this.#tag.append(this.#room, this.#dates, this.#state)
    this.#bar.className = `bar ghost look-${source.look}`
    this.#bar.dataset.testid = 'ghost'
    this.#tag.dataset.testid = 'ghost-tag'
    layer.append(this.#bar, this.#tag)
    this.#dim(true)
  }

  show(place: GhostPlace, words: PlanWords): void {
    const { left, top, width, sight } = place
    this.#bar.style.transform = `translate(${left}px, ${top}px)`
    this.#bar.style.width = `${width}px`
    const tagLeft = Math.max(sight.left + 4, Math.min(left, sight.right - TAG_WIDTH))
    const tagTop = top + 34 + TAG_HEIGHT > sight.bottom ? top - TAG_HEIGHT : top + 30
    this.#tag.style.transform = `translate(${tagLeft}px, ${tagTop}px)`
    this.#room.textContent = words.room
    this.#dates.textContent = words.dates
    this.#state.textContent = words.state
    this.#state.className = words.isGood ? 'is-good' : 'is-bad'
    this.#bar.classList.toggle('is-bad', !words.isGood)
  }

  remove(): void {
    this.#bar.remove()
    this.#tag.remove()
    this.#dim(false)
  }

  /** The bar may have left the DOM meanwhile. */
  #dim(isSource: boolean): void {
    document.getElementById(this.#sourceId)?.classList.toggle('is-source', isSource)
  }
}
