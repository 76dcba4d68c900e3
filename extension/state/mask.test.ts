import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxOf, isMask, maskName, paint, type Surface } from './mask.ts'

/** Writes down what is asked of it. */
function pad() {
  const did: string[] = []
  const on = {
    fillRect: (...at: number[]) => did.push(`rect ${at.join(' ')}`),
    beginPath: () => did.push('begin'),
    moveTo: (x: number, y: number) => did.push(`move ${x} ${y}`),
    lineTo: (x: number, y: number) => did.push(`line ${x} ${y}`),
    stroke: () => did.push('stroke'),
  } as unknown as Surface
  return { on, did }
}

describe('a mask', () => {
  it('is painted mark by mark; a dab is a line to itself, and nothing is nothing', () => {
    const { on, did } = pad()
    paint(
      on,
      [
        { kind: 'stroke', width: 8, points: [[5, 6]] },
        { kind: 'stroke', width: 8, points: [] },
        { kind: 'box', x: 1, y: 2, width: 3, height: 4 },
      ],
      '#fff',
    )
    expect(did).toEqual(['begin', 'move 5 6', 'line 5 6', 'stroke', 'rect 1 2 3 4'])
    expect(on.fillStyle).toBe('#fff')
  })

  it('is known by its name, and no other thing is', () => {
    expect(isMask({ name: maskName('harbour.png'), origin: 'upload' })).toBe(true)
    expect(isMask({ name: maskName('x'.repeat(300)), origin: 'upload' })).toBe(true)
    expect(isMask({ name: 'Mask of a lion', origin: 'generated' })).toBe(false)
    expect(isMask({ name: 'harbour.png', origin: 'upload' })).toBe(false)
  })

  it('keeps a rectangle within the picture, whatever numbers are typed', () => {
    const number = fc.double({ min: -200, max: 300, noNaN: true })
    const side = fc.integer({ min: 1, max: 5000 })
    fc.assert(
      fc.property(
        fc.record({ left: number, top: number, width: number, height: number }),
        side,
        side,
        (percent, width, height) => {
          const box = boxOf(percent, width, height)
          if (box.kind !== 'box') throw new Error('no box')
          expect(box.x).toBeGreaterThanOrEqual(0)
          expect(box.y).toBeGreaterThanOrEqual(0)
          expect(box.width).toBeGreaterThanOrEqual(0)
          expect(box.x + box.width).toBeLessThanOrEqual(width)
          expect(box.y + box.height).toBeLessThanOrEqual(height)
          expect([box.x, box.y, box.width, box.height].every(Number.isInteger)).toBe(true)
        },
      ),
    )
  })
})
