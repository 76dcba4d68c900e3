import { box, boxesIn, type Box } from './boxes.ts'
import { join, lettersAt, letters, number, utf8, same, viewOf, type Bytes } from './bytes.ts'
import { itemsOf, rangesOf, versioned, type Items, type Location } from './heif-items.ts'
import { isExif, isXmp, profileIn } from './heif.ts'
import type { Metadata } from './metadata.ts'
import { UnfitFile } from './unfit-file.ts'

const broken = () =>
  new UnfitFile('This AVIF is broken: nothing says where its picture is. Save it anew, then try again.')

/** What is written beside the picture: its line in the list of items, and its bytes. */
interface Added {
  id: number
  entry: Bytes
  data: Bytes
}

function addedTo({ items }: Items, { exif, xmp }: Metadata): Added[] {
  const free = Math.max(0, ...items.map(({ id }) => id)) + 1
  if (free + 1 > 0xffff) throw broken()
  const entry = (id: number, type: string, ...more: Uint8Array[]) =>
    box(
      'infe',
      Uint8Array.of(2, 0, 0, 1),
      number(id, 2),
      new Uint8Array(2),
      letters(type),
      new Uint8Array(1),
      ...more,
    )
  return [
    ...(exif ? [{ id: free, entry: entry(free, 'Exif'), data: join([new Uint8Array(4), exif]) }] : []),
    ...(xmp
      ? [{ id: free + 1, entry: entry(free + 1, 'mime', utf8('application/rdf+xml\0')), data: xmp }]
      : []),
  ]
}

function listOfItems(bytes: Bytes, iinf: Box, gone: ReadonlySet<number>, added: readonly Added[]): Bytes {
  const { version, from } = versioned(bytes, iinf)
  const entries = boxesIn(bytes, from + (version === 0 ? 2 : 4), iinf.end).filter(({ data }) => {
    const wide = (bytes[data] ?? 0) > 2
    return !gone.has(wide ? viewOf(bytes).getUint32(data + 4) : viewOf(bytes).getUint16(data + 4))
  })
  const count = entries.length + added.length
  return box(
    'iinf',
    Uint8Array.of(version, 0, 0, 0),
    number(count, version === 0 ? 2 : 4),
    ...entries.map(({ start, end }) => bytes.subarray(start, end)),
    ...added.map(({ entry }) => entry),
  )
}

/** Always with ids of 32 bits and places of 32 bits: what a file of four gigabytes needs. */
const listOfPlaces = (locations: readonly Location[]): Bytes =>
  box(
    'iloc',
    Uint8Array.of(2, 0, 0, 0, 0x44, 0x00),
    number(locations.length, 4),
    ...locations.flatMap(({ id, method, extents }) => [
      number(id, 4),
      number(method, 2),
      number(0, 2),
      number(extents.length, 2),
      ...extents.flatMap(({ at, length }) => [number(at, 4), number(length, 4)]),
    ]),
  )

/** Which item speaks of which: without those that are gone, and with those that speak of the picture now. */
function listOfReferences(
  bytes: Bytes,
  iref: Box | undefined,
  gone: ReadonlySet<number>,
  added: readonly Added[],
  primary: number,
): Bytes {
  const { version, from } = iref ? versioned(bytes, iref) : { version: 0, from: 0 }
  const idBytes = version === 0 ? 2 : 4
  const kept = iref
    ? boxesIn(bytes, from, iref.end).filter(
        ({ data }) =>
          !gone.has(idBytes === 2 ? viewOf(bytes).getUint16(data) : viewOf(bytes).getUint32(data)),
      )
    : []
  const speaks = added.map(({ id }) =>
    box('cdsc', number(id, idBytes), number(1, 2), number(primary, idBytes)),
  )
  const all = [...kept.map(({ start, end }) => bytes.subarray(start, end)), ...speaks]
  return all.length === 0 ? new Uint8Array(0) : box('iref', Uint8Array.of(version, 0, 0, 0), ...all)
}

/** The pictures' properties with this profile and no other; places in the list stay, for others point to them. */
function properties(bytes: Bytes, items: Items, iprp: Box, icc: Bytes | null): Bytes {
  const parts = boxesIn(bytes, iprp.data, iprp.end)
  const [ipco, ipma] = ['ipco', 'ipma'].map((name) => parts.find(({ type }) => type === name))
  if (!ipco || !ipma) throw broken()
  const list = boxesIn(bytes, ipco.data, ipco.end).map((each) => {
    const isProfile = each.type === 'colr' && /^(?:prof|rICC)$/.test(lettersAt(bytes, each.data, 4))
    return isProfile ? box('free') : bytes.subarray(each.start, each.end)
  })
  const others = parts
    .filter((each) => each !== ipco && each !== ipma)
    .map(({ start, end }) => bytes.subarray(start, end))
  if (!icc) return box('iprp', box('ipco', ...list), bytes.subarray(ipma.start, ipma.end), ...others)
  return box(
    'iprp',
    box('ipco', ...list, box('colr', letters('prof'), icc)),
    withProperty(bytes, ipma, items.primary, list.length + 1),
    ...others,
  )
}

/** The list of who has which property, with one more for one item. */
function withProperty(bytes: Bytes, ipma: Box, id: number, property: number): Bytes {
  const { version, from } = versioned(bytes, ipma)
  const view = viewOf(bytes)
  const wide = bytes[ipma.data + 3]! & 1
  if (!wide && property > 127) throw broken()
  const idBytes = version === 0 ? 2 : 4
  for (let at = from + 4; at + idBytes + 1 <= ipma.end;) {
    const owner = idBytes === 2 ? view.getUint16(at) : view.getUint32(at)
    const counted = at + idBytes
    const end = counted + 1 + bytes[counted]! * (wide ? 2 : 1)
    if (end > ipma.end) break
    if (owner === id && bytes[counted]! < 255)
      return box(
        'ipma',
        bytes.subarray(ipma.data, counted),
        Uint8Array.of(bytes[counted]! + 1),
        bytes.subarray(counted + 1, end),
        wide ? number(property, 2) : Uint8Array.of(property),
        bytes.subarray(end, ipma.end),
      )
    at = end
  }
  throw broken()
}

/** Tables of a moving picture that say where in the file its frames are, moved along. */
function moveFrames(bytes: Bytes, box: Box, moved: (at: number) => number, depth = 0): void {
  const view = viewOf(bytes)
  if (/^(?:moov|trak|mdia|minf|stbl)$/.test(box.type) && depth < 6)
    for (const inner of boxesIn(bytes, box.data, box.end)) moveFrames(bytes, inner, moved, depth + 1)
  if (box.type !== 'stco' && box.type !== 'co64') return
  const width = box.type === 'stco' ? 4 : 8
  for (let at = box.data + 8; at + width <= box.end; at += width)
    if (width === 4) view.setUint32(at, moved(view.getUint32(at)))
    else view.setBigUint64(at, BigInt(moved(Number(view.getBigUint64(at)))))
}

/** Only what every box of a file may be: what holds the picture, and how it moves. */
const kinds = new Set(['ftyp', 'meta', 'mdat', 'moov', 'idat', 'free', 'skip', 'sidx', 'moof'])

/** An AVIF whose pictures stay byte for byte, and that says this. */
export function writeHeif(original: Bytes, metadata: Metadata): Bytes {
  const bytes = original.slice()
  const items = itemsOf(bytes)
  const part = (name: string) => items?.parts.find(({ type }) => type === name)
  const [iinf, iprp, iref] = [part('iinf'), part('iprp'), part('iref')]
  const boxes = boxesIn(bytes)
  if (!items || !iinf || !iprp || boxes.at(-1)?.end !== bytes.byteLength) throw broken()
  const gone = new Set(items.items.filter((item) => isExif(item) || isXmp(item)).map(({ id }) => id))
  for (const id of gone) for (const [from, to] of rangesOf(bytes, items, id)) bytes.fill(0, from, to)
  const added = addedTo(items, metadata)
  const kept = boxes.filter(({ type }) => kinds.has(type))
  const stays = items.locations.filter(({ id }) => !gone.has(id))

  const sameProfile = same(profileIn(bytes, items), metadata.icc)
  const metaWith = (locations: readonly Location[]): Bytes => {
    const made: Record<string, Bytes> = {
      iinf: listOfItems(bytes, iinf, gone, added),
      iloc: listOfPlaces(locations),
      iref: listOfReferences(bytes, iref, gone, added, items.primary),
      ...(!sameProfile && { iprp: properties(bytes, items, iprp, metadata.icc) }),
    }
    const parts = items.parts.map(({ type, start, end }) => made[type] ?? bytes.subarray(start, end))
    return box(
      'meta',
      bytes.subarray(items.meta.data, items.meta.data + 4),
      ...parts,
      ...(iref ? [] : [made['iref']!]),
    )
  }
  // Its length hangs on how many places there are, not on where they are.
  const placeless = added.map(({ id, data }) => ({
    id,
    method: 0,
    extents: [{ at: 0, length: data.byteLength }],
  }))
  const metaLength = metaWith([...stays, ...placeless]).byteLength

  const places = new Map<Box, number>()
  let end = 0
  for (const each of kept) {
    places.set(each, end)
    end += each.type === 'meta' ? metaLength : each.end - each.start
  }
  const moved = (at: number): number => {
    const holder = kept.find(({ start, end }) => start <= at && at < end)
    return holder ? places.get(holder)! + at - holder.start : at
  }
  for (const each of kept) moveFrames(bytes, each, moved)
  let next = end + 8
  const meta = metaWith([
    ...stays.map((each) =>
      each.method === 0
        ? { ...each, extents: each.extents.map(({ at, length }) => ({ at: moved(at), length })) }
        : each,
    ),
    ...placeless.map((each): Location => {
      const [{ length }] = each.extents as [{ at: number; length: number }]
      const at = next
      next += length
      return { ...each, extents: [{ at, length }] }
    }),
  ])
  return join([
    ...kept.map((each) =>
      each === items.meta || each.start === items.meta.start ? meta : bytes.subarray(each.start, each.end),
    ),
    ...(added.length > 0 ? [box('mdat', ...added.map(({ data }) => data))] : []),
  ])
}
