import { layersOf } from './css-value.ts'
import { drawCanvas, drawImage, drawVideo } from './draw.ts'
import { candidatesOf } from './srcset.ts'
import { drawSvg } from './svg.ts'

/** A picture as a page shows it. Elements of frames have other classes than ours: they are told by their names. */
export interface Shown {
  element: Element
  /** What it is, for its label: "Picture", "Background". */
  what: string
  /** Where its file may lie, best first; none where the page itself has drawn it. */
  addresses: readonly string[]
  /** What the browser gives as its address when it is right-clicked; empty where it knows of no picture. */
  menuAddress: string
  /** Draws its pixels from the page. Rejects where the page may not see them itself. */
  draw: (() => Promise<Blob>) | null
  /** Its own size in pixels, as far as the page knows; zeros where it does not. */
  width: number
  height: number
  /** Where it stands in its window. */
  box(): DOMRect
}

type Kind = Pick<Shown, 'what'> & Partial<Omit<Shown, 'element'>>

const shown = (element: Element, kind: Kind): Shown => ({
  element,
  addresses: [],
  menuAddress: kind.addresses?.[0] ?? '',
  draw: null,
  width: 0,
  height: 0,
  box: () => element.getBoundingClientRect(),
  ...kind,
})

/** Where pages put the address of a picture that they load later. */
const lazy = ['data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'data-full', 'data-url']
const lazySets = ['data-srcset', 'data-lazy-srcset']
/** Nothing larger stands in for a picture that is still to come. */
const standInSide = 64

const picturePath = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|ico)$/i

/** An address of the page's own, in full; null for one that cannot be read. */
function whole(element: Element, address: string | null | undefined): string | null {
  return address ? (URL.parse(address.trim(), element.ownerDocument.baseURI)?.href ?? null) : null
}

const wholeAll = (element: Element, addresses: readonly (string | null | undefined)[]) => [
  ...new Set(addresses.flatMap((each) => whole(element, each) ?? [])),
]

/** The list the browser itself chooses from: the first fitting one of a `<picture>`, else the element's own. */
function srcsetOf(image: HTMLImageElement): string {
  const parent = image.parentElement
  if (parent?.localName !== 'picture') return image.srcset
  const view = image.ownerDocument.defaultView
  for (const source of parent.querySelectorAll<HTMLSourceElement>(':scope > source')) {
    const fits = !source.media || (view?.matchMedia(source.media).matches ?? false)
    // The browser has said which one it can decode by choosing from it.
    const chosen =
      !image.currentSrc || wholeAll(image, candidatesOf(source.srcset)).includes(image.currentSrc)
    if (fits && chosen) return source.srcset
  }
  return image.srcset
}

function imageOf(image: HTMLImageElement): Shown {
  const { naturalWidth, naturalHeight, currentSrc } = image
  const isStandIn =
    !image.complete || currentSrc.startsWith('data:') || Math.max(naturalWidth, naturalHeight) <= standInSide
  const later = isStandIn
    ? [
        ...lazySets.flatMap((name) => candidatesOf(image.getAttribute(name) ?? '')),
        ...lazy.map((name) => image.getAttribute(name)),
      ]
    : []
  const addresses = wholeAll(image, [
    ...later,
    ...candidatesOf(srcsetOf(image)).slice(0, 1),
    currentSrc,
    image.getAttribute('src'),
  ])
  return shown(image, {
    what: 'Picture',
    addresses,
    menuAddress: currentSrc || image.src,
    draw: naturalWidth > 0 ? () => drawImage(image) : null,
    width: naturalWidth,
    height: naturalHeight,
  })
}

function videoOf(video: HTMLVideoElement): Shown {
  const poster = whole(video, video.poster)
  const menuAddress = video.currentSrc
  // The poster is what is to be seen until the first play.
  if (poster && video.played.length === 0 && video.currentTime === 0)
    return shown(video, { what: 'Poster of a video', addresses: [poster], menuAddress })
  const { videoWidth: width, videoHeight: height } = video
  return shown(video, { what: 'Frame of a video', menuAddress, draw: () => drawVideo(video), width, height })
}

/** `<object>` and `<embed>`: only where a picture is in it. */
function pluginOf(element: HTMLObjectElement | HTMLEmbedElement): Shown[] {
  const address = whole(element, 'data' in element ? element.data : element.src)
  const isPicture = element.type
    ? element.type.startsWith('image/')
    : address && picturePath.test(new URL(address).pathname)
  return address && isPicture ? [shown(element, { what: 'Picture', addresses: [address] })] : []
}

/** The element's own content, where that is a picture. */
function contentOf(element: Element): Shown[] {
  switch (element.localName) {
    case 'img':
      return [imageOf(element as HTMLImageElement)]
    case 'video':
      return [videoOf(element as HTMLVideoElement)]
    case 'canvas': {
      const canvas = element as HTMLCanvasElement
      const { width, height } = canvas
      return [shown(canvas, { what: 'Drawing', draw: () => drawCanvas(canvas), width, height })]
    }
    case 'input': {
      const { type, src } = element as HTMLInputElement
      return type === 'image' && src ? [shown(element, { what: 'Button’s picture', addresses: [src] })] : []
    }
    case 'object':
    case 'embed':
      return pluginOf(element as HTMLObjectElement | HTMLEmbedElement)
    case 'svg': {
      if (element.parentElement?.closest('svg')) return []
      const svg = element as SVGSVGElement
      return [shown(svg, { what: 'Vector drawing', draw: () => drawSvg(svg) })]
    }
    case 'image': {
      const address = whole(element, element.getAttribute('href') ?? element.getAttribute('xlink:href'))
      return address ? [shown(element, { what: 'Picture', addresses: [address] })] : []
    }
    case 'iframe':
    case 'frame':
      return [shown(element, { what: 'Frame of another site' })]
    default:
      return []
  }
}

function styled(element: Element, pseudo: '::before' | '::after' | null): Shown[] {
  const style = getComputedStyle(element, pseudo)
  if (pseudo && (style.content === 'none' || style.content === 'normal')) return []
  const of = (value: string, what: string, box?: () => DOMRect) =>
    layersOf(value).map((addresses) =>
      shown(element, { what, addresses, menuAddress: '', ...(box && { box }) }),
    )
  // A mark stands left of its item, in the list's own margin.
  const markBox = () => {
    const { x, y, right, height } = element.getBoundingClientRect()
    const left = Math.min(x, element.parentElement?.getBoundingClientRect().x ?? x)
    return new DOMRect(left, y, right - left, height)
  }
  return [
    ...of(style.content, 'Picture'),
    ...(style.display === 'list-item' ? of(style.listStyleImage, 'Mark of a list', markBox) : []),
    ...of(style.borderImageSource, 'Border'),
    ...of(style.maskImage, 'Shape'),
    ...of(style.backgroundImage, 'Background'),
  ]
}

/** Every picture an element shows, the uppermost first. */
export function picturesOf(element: Element): Shown[] {
  return [
    ...styled(element, '::after'),
    ...contentOf(element),
    ...styled(element, '::before'),
    ...styled(element, null),
  ]
}
