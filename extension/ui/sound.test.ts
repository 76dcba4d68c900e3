import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peaksOf } from './sound.tsx'

describe('the drawing of a sound', () => {
  it('has so many bars between silence and the loudest moment, however long the sound', () => {
    const samples = fc.float32Array({ min: -1, max: 1, noNaN: true, maxLength: 300 })
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 80 }), (wave, count) => {
        const peaks = peaksOf(wave, count)
        expect(peaks).toHaveLength(count)
        for (const peak of peaks) expect(peak >= 0 && peak <= 1).toBe(true)
      }),
    )
  })

  it('shows where it is loud', () =>
    expect(peaksOf(Float32Array.from([0, 0, 0.5, -0.5, 0.25, 0]), 3)).toEqual([0, 1, 0.5]))

  it('shows silence as silence', () => expect(peaksOf(new Float32Array(9), 3)).toEqual([0, 0, 0]))
})
