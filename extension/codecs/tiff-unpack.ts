const clearCode = 256
const endCode = 257

/** Unpacks one strip of a TIFF into at most `most` bytes. */
export function unpackBits(packed: Uint8Array, most: number): Uint8Array {
  const out = new Uint8Array(most)
  let to = 0
  for (let at = 0; at < packed.length && to < most;) {
    const head = packed[at++]!
    if (head < 128) {
      const run = packed.subarray(at, at + Math.min(head + 1, most - to))
      out.set(run, to)
      to += run.length
      at += head + 1
    } else if (head > 128) {
      const end = Math.min(most, to + 257 - head)
      out.fill(packed[at++] ?? 0, to, end)
      to = end
    }
  }
  return out.subarray(0, to)
}

/** Lempel-Ziv-Welch as TIFF has it: codes of 9 to 12 bits, the highest bit first. */
export function unpackLzw(packed: Uint8Array, most: number): Uint8Array {
  const out = new Uint8Array(most)
  // A word is where it stands in what is written: the one before, and the first letter of what comes next.
  const starts = new Int32Array(4096)
  const lengths = new Int32Array(4096)
  let to = 0
  let words = 258
  let width = 9
  let before = { start: 0, length: 0 }
  let bits = 0
  let held = 0
  for (let at = 0; to < most;) {
    while (held < width && at < packed.length) {
      bits = ((bits << 8) | packed[at++]!) & 0xffffff
      held += 8
    }
    if (held < width) break
    const code = (bits >>> (held - width)) & ((1 << width) - 1)
    held -= width
    if (code === endCode) break
    if (code === clearCode) {
      words = 258
      width = 9
      before = { start: 0, length: 0 }
      continue
    }
    if (before.length > 0 && words < 4096) {
      starts[words] = before.start
      lengths[words++] = before.length + 1
    }
    const start = to
    if (code < 256) out[to++] = code
    else if (code >= words) break
    // One byte after the other: a word may reach into what is being written.
    else
      for (let from = starts[code]!, left = lengths[code]!; left > 0 && to < most; left--)
        out[to++] = out[from++]!
    before = { start, length: to - start }
    if (words + 1 >= 1 << width && width < 12) width++
  }
  return out.subarray(0, to)
}
