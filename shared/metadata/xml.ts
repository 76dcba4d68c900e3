/** An element of XML: names with their prefixes, values and text as written, still escaped. */
export interface Element {
  name: string
  attributes: readonly (readonly [name: string, value: string])[]
  children: readonly (Element | string)[]
}

/** Deeper than this no packet of metadata goes. */
const maxDepth = 100

const token =
  /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[([^]*?)\]\]>|<(\/?)([\p{L}_][^\s/>=<]*)((?:\s+[^\s/>=<"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/uy
const attribute = /\s+([^\s/>=<"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

export const escaped = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!)

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export const unescaped = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named[String(name)] ?? whole
    const code = hex ? parseInt(String(hex), 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

const attributesIn = (text: string) =>
  [...text.matchAll(attribute)].map(([, name, double, single]) => [name!, double ?? single ?? ''] as const)

/** The outermost element of a document; null where it is not well-formed, or declares types of its own. */
export function parseXml(text: string): Element | null {
  interface Open {
    name: string
    attributes: Element['attributes']
    children: (Element | string)[]
  }
  const open: Open[] = [{ name: '', attributes: [], children: [] }]
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const found = token.exec(text)
    if (!found) return null
    const [, cdata, closing, name, attributes = '', empty, words] = found
    const inner = open.at(-1)!
    if (words !== undefined) inner.children.push(words)
    else if (cdata !== undefined) inner.children.push(escaped(cdata))
    else if (name && closing) {
      if (inner.name !== name || open.length < 2) return null
      open.pop()
      open.at(-1)!.children.push(inner)
    } else if (name) {
      const element: Open = { name, attributes: attributesIn(attributes), children: [] }
      if (empty) inner.children.push(element)
      else if (open.push(element) > maxDepth) return null
    }
  }
  const [root] = open
  const elements = root!.children.filter((child) => typeof child !== 'string')
  return open.length === 1 && elements.length === 1 ? elements[0]! : null
}

export function writeXml({ name, attributes, children }: Element): string {
  const head = [
    name,
    ...attributes.map(([key, value]) => `${key}="${value.replaceAll('"', '&quot;')}"`),
  ].join(' ')
  if (children.length === 0) return `<${head}/>`
  return `<${head}>${children.map((child) => (typeof child === 'string' ? child : writeXml(child))).join('')}</${name}>`
}

/** All the words in an element, read. */
export const wordsIn = ({ children }: Element): string =>
  children.map((child) => (typeof child === 'string' ? unescaped(child) : wordsIn(child))).join('')
