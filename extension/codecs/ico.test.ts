import { expect, test } from 'vitest'
import { icoOf } from './ico.ts'

test('an icon lists its pictures and holds them whole', () => {
  const pictures = [16, 48, 256].map((side) => ({ side, png: new Uint8Array(side).fill(side % 251) }))
  const view = new DataView(icoOf(pictures).buffer)
  expect([view.getUint16(0, true), view.getUint16(2, true), view.getUint16(4, true)]).toEqual([0, 1, 3])
  for (const [n, { side, png }] of pictures.entries()) {
    const entry = 6 + 16 * n
    expect(view.getUint8(entry) || 256).toBe(side)
    expect(view.getUint8(entry + 1) || 256).toBe(side)
    expect(view.getUint16(entry + 6, true)).toBe(32)
    const bytes = new Uint8Array(
      view.buffer,
      view.getUint32(entry + 12, true),
      view.getUint32(entry + 8, true),
    )
    expect(bytes).toEqual(png)
  }
  expect(view.byteLength).toBe(6 + 3 * 16 + 16 + 48 + 256)
})
