/**
 * Dragging a bar by pointer: 4 px until it counts, capture, one ghost, scrolling by itself near the edges, Escape ends it.
 * Fingers scroll; a stay is moved on a touch screen by its dialog.
 */
import type { PlacedStay } from './bar-layout.ts'
import { ChangeGesture, type GestureGround } from './change-gesture.ts'
import type { LaneRow } from './chart-rows.ts'
import { type Handle, handlesOf } from './stay-plan.ts'
import { HEAD_HEIGHT, ROOMS_WIDTH, rowAt } from './timeline.ts'

const THRESHOLD_PX = 4
/** Px at a bar's ends that stretch it; bars shorter than thrice that are only moved. */
const END_PX = 7
const EDGE_PX = 48
/** Px a frame right at the edge of the chart. */
const FASTEST_SCROLL = 22

export interface DragPorts {
  readonly scroller: HTMLElement
  readonly layer: HTMLElement
  ground(): GestureGround
  /** The stay whose bar the element is, with its row. */
  stayOf(element: Element): { readonly row: LaneRow; readonly placed: PlacedStay } | null
  onBegin(): void
  onDrop(gesture: ChangeGesture): void
  onCancel(): void
}

/** Which part of a bar `x` px from its left edge is held. */
export function handleAt(placed: PlacedStay, x: number, width: number): Handle | null {
  const handles = handlesOf(placed.bar)
  if (width >= 3 * END_PX) {
    if (x >= width - END_PX && handles.includes('departure')) return 'departure'
    if (x <= END_PX && handles.includes('arrival')) return 'arrival'
  }
  return handles.includes('move') ? 'move' : null
}

/** How far the chart scrolls by itself in a frame, for a pointer so many px from the near and the far edge. */
export function scrollSpeed(fromStart: number, fromEnd: number): number {
  if (fromStart < EDGE_PX) return -Math.ceil(FASTEST_SCROLL * Math.min(1, (EDGE_PX - fromStart) / EDGE_PX))
  if (fromEnd < EDGE_PX) return Math.ceil(FASTEST_SCROLL * Math.min(1, (EDGE_PX - fromEnd) / EDGE_PX))
  return 0
}

interface Held {
  readonly pointerId: number
  readonly row: LaneRow
  readonly placed: PlacedStay
  readonly handle: Handle
  readonly clientX: number
  readonly clientY: number
}

/** A drag that begins at an edge scrolls only after it was away from it: or pulling a bar's end there would run off. */
interface Axes {
  x: boolean
  y: boolean
}

interface Drag {
  readonly hasLeftEdge: Axes
  readonly gesture: ChangeGesture
  readonly pointerId: number
  /** Where in the body it began, in px. */
  readonly startX: number
  readonly box: DOMRect
  clientX: number
  clientY: number
  frame: number
}

/** Listens on the scroller until it is told to stop; the answer stops it. */
export function listenForDrags(ports: DragPorts): () => void {
  const { scroller } = ports
  let held: Held | null = null
  let drag: Drag | null = null
  let swallowClick = false

  function onPointerDown(event: PointerEvent) {
    swallowClick = false
    if (event.button !== 0 || event.pointerType === 'touch' || !(event.target instanceof Element)) return
    const element = event.target.closest('.bar')
    const stay = element === null ? null : ports.stayOf(element)
    if (element === null || stay === null) return
    const box = element.getBoundingClientRect()
    const handle = handleAt(stay.placed, event.clientX - box.left, box.width)
    if (handle === null) return
    const { pointerId, clientX, clientY } = event
    held = { pointerId, ...stay, handle, clientX, clientY }
  }

  function begin({ pointerId, row, placed, handle, clientX, clientY }: Held): Drag {
    ports.onBegin()
    scroller.setPointerCapture(pointerId)
    scroller.classList.add('is-dragging', `is-dragging-${handle}`)
    window.addEventListener('keydown', onKeyDown, true)
    const box = scroller.getBoundingClientRect()
    const startX = clientX - box.left - ROOMS_WIDTH + scroller.scrollLeft
    const gesture = new ChangeGesture(ports.ground, ports.layer, { row, placed, handle })
    const hasLeftEdge = { x: false, y: false }
    const frame = requestAnimationFrame(scrollByItself)
    return { hasLeftEdge, gesture, pointerId, startX, box, clientX, clientY, frame }
  }

  function onPointerMove(event: PointerEvent) {
    if (held !== null && event.pointerId === held.pointerId) {
      const distance = Math.hypot(event.clientX - held.clientX, event.clientY - held.clientY)
      if (distance < THRESHOLD_PX) return
      drag = begin(held)
      held = null
    }
    if (drag === null || event.pointerId !== drag.pointerId) return
    drag.clientX = event.clientX
    drag.clientY = event.clientY
    aim(drag)
  }

  function aim({ gesture, startX, box, clientX, clientY }: Drag) {
    const { rows, timeline } = ports.ground()
    const x = clientX - box.left - ROOMS_WIDTH + scroller.scrollLeft
    const y = clientY - box.top - HEAD_HEIGHT + scroller.scrollTop
    gesture.aim(Math.round((x - startX) / timeline.px), rows[rowAt(rows, y)])
  }

  function scrollByItself() {
    if (drag === null) return
    const { box, clientX, clientY, gesture, hasLeftEdge } = drag
    const speedX = scrollSpeed(clientX - box.left - ROOMS_WIDTH, box.right - clientX)
    const speedY = scrollSpeed(clientY - box.top - HEAD_HEIGHT, box.bottom - clientY)
    if (speedX === 0) hasLeftEdge.x = true
    if (speedY === 0) hasLeftEdge.y = true
    const left = hasLeftEdge.x ? speedX : 0
    const top = hasLeftEdge.y && gesture.handle === 'move' ? speedY : 0
    if (left !== 0 || top !== 0) {
      scroller.scrollBy({ left, top, behavior: 'instant' })
      aim(drag)
    }
    drag.frame = requestAnimationFrame(scrollByItself)
  }

  function end(): ChangeGesture | null {
    held = null
    if (drag === null) return null
    const { gesture, pointerId, frame } = drag
    cancelAnimationFrame(frame)
    window.removeEventListener('keydown', onKeyDown, true)
    scroller.classList.remove('is-dragging', `is-dragging-${gesture.handle}`)
    drag = null
    if (scroller.hasPointerCapture(pointerId)) scroller.releasePointerCapture(pointerId)
    return gesture
  }

  function onPointerUp(event: PointerEvent) {
    if (held?.pointerId === event.pointerId) held = null
    if (drag?.pointerId !== event.pointerId) return
    swallowClick = true
    const gesture = end()
    if (gesture !== null) ports.onDrop(gesture)
  }

  function cancel() {
    const gesture = end()
    if (gesture === null) return
    gesture.end()
    ports.onCancel()
  }

  function onKeyDown(event: KeyboardEvent) {
    // The drag has the keyboard: nothing else opens under the pointer.
    event.preventDefault()
    event.stopPropagation()
    if (event.key !== 'Escape') return
    swallowClick = true
    cancel()
  }

  /** The release of a drag is a click on the chart, too. */
  function onClick(event: MouseEvent) {
    if (!swallowClick) return
    swallowClick = false
    event.stopPropagation()
    event.preventDefault()
  }

  scroller.addEventListener('pointerdown', onPointerDown)
  scroller.addEventListener('pointermove', onPointerMove)
  scroller.addEventListener('pointerup', onPointerUp)
  scroller.addEventListener('pointercancel', cancel)
  scroller.addEventListener('lostpointercapture', cancel)
  scroller.addEventListener('click', onClick, true)
  return () => {
    cancel()
    scroller.removeEventListener('pointerdown', onPointerDown)
    scroller.removeEventListener('pointermove', onPointerMove)
    scroller.removeEventListener('pointerup', onPointerUp)
    scroller.removeEventListener('pointercancel', cancel)
    scroller.removeEventListener('lostpointercapture', cancel)
    scroller.removeEventListener('click', onClick, true)
  }
}
