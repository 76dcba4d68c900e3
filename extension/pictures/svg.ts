import { BlankError } from './draw.ts'

/** What the page's style sheets may say of a shape; written into each, for the drawing leaves the page. */
const looks = [
  'clip-path',
  'clip-rule',
  'color',
  'display',
  'dominant-baseline',
  'fill',
  'fill-opacity',
  'fill-rule',
  'filter',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'letter-spacing',
  'marker-end',
  'marker-mid',
  'marker-start',
  'mask',
  'opacity',
  'paint-order',
  'stop-color',
  'stop-opacity',
  'stroke',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-miterlimit',
  'stroke-opacity',
  'stroke-width',
  'text-anchor',
  'transform',
  'transform-box',
  'transform-origin',
  'visibility',
] as const

function copyOf(original: Element): Element {
  const copy = original.cloneNode(true) as Element
  const originals = [original, ...original.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  originals.forEach((each, index) => {
    const style = getComputedStyle(each)
    const words = looks.map((name) => `${name}:${style.getPropertyValue(name).replaceAll('"', "'")}`)
    copies[index]?.setAttribute('style', words.join(';'))
  })
  for (const script of copy.querySelectorAll('script, style')) script.remove()
  return copy
}

const references = /(?:href="|url\((?:'|&quot;)?)[^"')#]*#([^"')&]+)/g

/** Takes in what the drawing uses from elsewhere in its page: symbols, gradients, filters. */
function gather(drawing: Element, root: Document | ShadowRoot): void {
  const looked = new Set<string>()
  for (let found = true; found;) {
    found = false
    for (const [, id = ''] of new XMLSerializer().serializeToString(drawing).matchAll(references)) {
      if (looked.has(id)) continue
      looked.add(id)
      const target = drawing.querySelector(`#${CSS.escape(id)}`) ? null : root.getElementById(id)
      if (!target) continue
      const defs = drawing.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'defs')
      defs.append(copyOf(target))
      drawing.prepend(defs)
      found = true
    }
  }
}

/** An inline drawing as a file of its own, as the page shows it. */
export async function drawSvg(svg: SVGSVGElement): Promise<Blob> {
  // Pictures and pages inside a drawing would be missing from it.
  if (svg.querySelector('foreignObject, image:not([href^="data:"])')) throw new BlankError()
  const { width, height } = svg.getBoundingClientRect()
  const across = svg.clientWidth || width
  const down = svg.clientHeight || height
  if (across < 1 || down < 1) throw new BlankError()
  const drawing = copyOf(svg)
  // Its place in the page is no part of the picture.
  ;(drawing as SVGSVGElement).style.removeProperty('transform')
  drawing.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  drawing.setAttribute('width', String(across))
  drawing.setAttribute('height', String(down))
  if (!drawing.hasAttribute('viewBox')) drawing.setAttribute('viewBox', `0 0 ${across} ${down}`)
  gather(drawing, svg.getRootNode() as Document | ShadowRoot)
  // A reference into a file that is now part of this one.
  const text = new XMLSerializer().serializeToString(drawing).replace(/((?:xlink:)?href=")[^"#:]+#/g, '$1#')
  return new Blob([text], { type: 'image/svg+xml' })
}
