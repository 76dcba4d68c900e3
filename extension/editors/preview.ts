import type { Composer } from '../sites/composer.ts'
import { findAll, findVisible, isPressable, isVisible } from '../sites/deep.ts'

/** Smaller ones are faces and icons, which come late too (CSS pixels). */
const smallest = 48

const pictures = 'img, video, [style*="url("]'

/**
 * What a composer shows now: addresses of pictures and videos, and names of files in fields that are seen. What a
 * step between file and preview shows does not count: there the editor is hidden.
 */
export function shownIn(first: Composer, find: () => Composer | null): string[] {
  const now = find()
  const same = now && now.spot === first.spot ? now : null
  const beside = same ? [...findAll(same.box, pictures).filter(isLarge), ...namedIn(same)] : []
  const known = (first.spot?.files?.previews ?? []).flatMap((selector) => findAll(document, selector))
  const named = known.filter((element) => !element.matches(`input, ${pictures}`))
  return [...new Set([...known, ...beside])].filter(isVisible).flatMap((element) => {
    if (named.includes(element)) return [`named:${element.textContent}`]
    if (element.localName === 'input')
      return [...((element as HTMLInputElement).files ?? [])].map(({ name }) => `field:${name}`)
    return addressOf(element)
  })
}

/** Fields whose files the browser itself names, where nobody has hidden them. */
const namedIn = ({ box }: Composer): HTMLElement[] => findAll(box, 'input[type="file"]')

function isLarge(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  return width >= smallest && height >= smallest
}

function addressOf(element: HTMLElement): string[] {
  const media = element as Partial<HTMLImageElement & HTMLVideoElement>
  // One that could not be loaded is a frame around nothing.
  if (media.complete && media.naturalWidth === 0) return []
  const address =
    media.currentSrc || media.src || /url\(["']?([^"')]+)/.exec(element.style.backgroundImage)?.[1]
  return address && /^(blob|data|https):/.test(address) ? [address] : []
}

/** Presses what stands between file and preview, each time it can be pressed anew. */
export interface Press {
  (): void
  /** From here on a button of the composer, or around it, that wakes up has waited for the file. */
  from(...around: readonly Element[]): void
}

/**
 * The step is known by the site's marks; else, where the step has taken the editor's place, it is the one button that
 * was asleep before the file came.
 */
export function otherPress(first: Composer, find: () => Composer | null): Press {
  const { nexts = [], steps = 1 } = first.spot?.files ?? {}
  let asleep: HTMLElement[] = []
  let left = nexts.length > 0 ? steps : 0
  let pressed: { button: HTMLElement; state: string } | null = null
  const press = () => {
    if (left === 0) return
    const editing = find()?.spot === first.spot
    const waited = editing ? [] : [...new Set(asleep)].filter(isPressable)
    const button = findVisible(document, nexts) ?? (waited.length === 1 ? waited[0] : null)
    if (!button || !isPressable(button)) return
    // The same button may stand for the next step too, once the step has changed.
    const state = first.box.textContent
    if (pressed?.button === button && pressed.state === state) return
    pressed = { button, state }
    left -= 1
    button.click()
  }
  return Object.assign(press, {
    from: (...around: readonly Element[]) => {
      asleep = [first.box, ...around]
        .flatMap((part) => findAll(part, 'button, [role="button"]'))
        .filter((button) => isVisible(button) && !isPressable(button))
    },
  })
}
