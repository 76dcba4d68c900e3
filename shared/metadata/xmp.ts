import { fromUtf8, utf8, type Bytes } from './bytes.ts'
import { escaped, parseXml, unescaped, wordsIn, writeXml, type Element } from './xml.ts'

/** A packet of XMP, flat: its properties, and the addresses that their prefixes stand for. */
export interface Xmp {
  prefixes: ReadonlyMap<string, string>
  properties: readonly Element[]
}

export const ns = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  rights: 'http://ns.adobe.com/xap/1.0/rights/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  iptc: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  iptcExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
} as const

/** The prefixes we write ourselves, as their makers write them. */
const ours = new Map([
  ['dc', ns.dc],
  ['Iptc4xmpExt', ns.iptcExt],
])

export const noXmp: Xmp = { prefixes: ours, properties: [] }

const maxBytes = 4 * 1024 * 1024

/** The address and the name of an element: "http://purl.org/dc/elements/1.1/title". */
export function fullName({ prefixes }: Pick<Xmp, 'prefixes'>, name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : `${prefixes.get(name.slice(0, colon)) ?? ''}${name.slice(colon + 1)}`
}

/** Every prefix of the document; null where one of them stands for two addresses. */
function prefixesIn(root: Element): Map<string, string> | null {
  const prefixes = new Map<string, string>()
  const waiting = [root]
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    for (const [name, value] of element.attributes) {
      if (!name.startsWith('xmlns:')) continue
      const [prefix, address] = [name.slice('xmlns:'.length), unescaped(value)]
      if ((prefixes.get(prefix) ?? address) !== address) return null
      prefixes.set(prefix, address)
    }
    for (const child of element.children) if (typeof child !== 'string') waiting.push(child)
  }
  return prefixes
}

const elementsIn = ({ children }: Element) => children.filter((child) => typeof child !== 'string')

/** Null where it cannot be read. */
export function parseXmp(bytes: Bytes): Xmp | null {
  if (bytes.byteLength > maxBytes) return null
  const root = parseXml(fromUtf8(bytes).replace(/\0+$/, ''))
  const prefixes = root && prefixesIn(root)
  if (!prefixes) return null
  const named = (element: Element, name: string) => fullName({ prefixes }, element.name) === ns.rdf + name
  const rdf = named(root, 'RDF') ? root : elementsIn(root).find((element) => named(element, 'RDF'))
  if (!rdf) return null
  const properties = elementsIn(rdf)
    .filter((element) => named(element, 'Description'))
    .flatMap((description) => [
      ...description.attributes
        .filter(([name]) => name.includes(':') && !/^(?:xmlns|rdf|xml):/.test(name))
        .map(([name, value]): Element => ({ name, attributes: [], children: [value] })),
      ...elementsIn(description),
    ])
    // Without its address nobody knows what it is.
    .filter(({ name }) => prefixes.has(name.slice(0, name.indexOf(':'))))
  return { prefixes, properties }
}

function usedPrefixes(element: Element, used: Set<string>): void {
  for (const name of [element.name, ...element.attributes.map(([key]) => key)])
    if (name.includes(':')) used.add(name.slice(0, name.indexOf(':')))
  for (const child of elementsIn(element)) usedPrefixes(child, used)
}

/** The packet as bytes; null where it says nothing. */
export function writeXmp({ prefixes, properties }: Xmp): Bytes | null {
  if (properties.length === 0) return null
  const used = new Set<string>()
  for (const property of properties) usedPrefixes(property, used)
  const rdf = [...prefixes].find(([, address]) => address === ns.rdf)?.[0] ?? 'rdf'
  const addresses = [...used]
    .filter((prefix) => prefix !== rdf && prefix !== 'xml')
    .flatMap((prefix) =>
      prefixes.has(prefix) ? [` xmlns:${prefix}="${escaped(prefixes.get(prefix)!)}"`] : [],
    )
  return utf8(
    [
      '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><${rdf}:RDF xmlns:${rdf}="${ns.rdf}">`,
      `<${rdf}:Description ${rdf}:about=""${addresses.join('')}>`,
      ...properties.map(writeXml),
      `</${rdf}:Description></${rdf}:RDF></x:xmpmeta>`,
      '<?xpacket end="r"?>',
    ].join(''),
  )
}

/** What a property says: its text, the first of its list, or the address it points to; null for nothing. */
export function valueOf(xmp: Xmp, name: string): string | null {
  const property = xmp.properties.find((each) => fullName(xmp, each.name) === name)
  if (!property) return null
  const pointed = property.attributes.find(([key]) => fullName(xmp, key) === `${ns.rdf}resource`)
  if (pointed) return unescaped(pointed[1]).trim() || null
  const [list] = elementsIn(property)
  const [item] = list ? elementsIn(list) : []
  return wordsIn(item ?? property).trim() || null
}

/** The packet without the properties that `isOut` names. */
export const without = (xmp: Xmp, isOut: (name: string) => boolean): Xmp => ({
  ...xmp,
  properties: xmp.properties.filter(({ name }) => !isOut(fullName(xmp, name))),
})

/** How XMP holds each of what we write: a plain text, a list of people, or a text in several languages. */
const forms = { text: null, people: 'Seq', languages: 'Alt' } as const

/** The packet with a property that says this and nothing else; "" takes it out. */
export function withValue(
  xmp: Xmp,
  address: string,
  local: string,
  form: keyof typeof forms,
  value: string,
): Xmp {
  const rest = without(xmp, (name) => name === address + local)
  if (!value) return rest
  const prefixes = new Map(rest.prefixes)
  const prefixOf = (wanted: string, usual: string): string => {
    const known = [...prefixes].find(([, each]) => each === wanted)
    if (known) return known[0]
    const prefix = prefixes.has(usual) ? `${usual}${prefixes.size}` : usual
    prefixes.set(prefix, wanted)
    return prefix
  }
  const usual = [...ours].find(([, each]) => each === address)?.[0] ?? 'said'
  const name = `${prefixOf(address, usual)}:${local}`
  const rdf = prefixOf(ns.rdf, 'rdf')
  const list = forms[form]
  const item: Element = {
    name: `${rdf}:li`,
    attributes: form === 'languages' ? [['xml:lang', 'x-default']] : [],
    children: [escaped(value)],
  }
  const children = list ? [{ name: `${rdf}:${list}`, attributes: [], children: [item] }] : [escaped(value)]
  return { prefixes, properties: [...rest.properties, { name, attributes: [], children }] }
}
