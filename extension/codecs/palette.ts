/** A picture of few colours. */
export interface Paletted {
  /** Red, green, blue and how opaque, 0 to 255 each. */
  palette: readonly Color[]
  /** A place in the palette for every pixel. */
  indices: Uint8Array
}
export type Color = readonly [number, number, number, number]

const colorOf = (word: number): Color => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24]

/** RGBA bytes as a palette and places in it; null where there are more colours. What cannot be seen is one colour. */
export function paletted(data: Uint8ClampedArray, most: number): Paletted | null {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2)
  const places = new Map<number, number>()
  const indices = new Uint8Array(words.length)
  let last = -1
  let place = 0
  for (let at = 0; at < words.length; at++) {
    const word = words[at]! >>> 24 === 0 ? 0 : words[at]!
    if (word !== last) {
      const found = places.get(word)
      if (found === undefined && places.size === most) return null
      place = found ?? places.size
      if (found === undefined) places.set(word, place)
      last = word
    }
    indices[at] = place
  }
  return { palette: [...places.keys()].map(colorOf), indices }
}
