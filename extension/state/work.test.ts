import { describe, expect, it } from 'vitest'
import { blank } from './form.ts'
import { chooseWork, type Work } from './work.ts'

const hour = 3600_000
const now = 100 * hour
const work = (hoursAgo: number, used = false): Work => ({
  at: now - hoursAgo * hour,
  draft: blank,
  press: null,
  orderId: null,
  used,
})

describe('work of tabs that are gone', () => {
  it('the newest is gone on with, the others wait for their turn', () => {
    const gone = new Map([
      ['1', work(3)],
      ['2', work(1)],
      ['3', work(2)],
    ])
    expect(chooseWork(gone, now)).toEqual({ newest: { tab: '2', work: work(1) }, stale: [] })
  })

  it('what reached a post, is a day old or cannot be read is nobody’s any more', () => {
    const gone = new Map([
      ['1', work(1, true)],
      ['2', work(24)],
      ['3', null],
    ])
    expect(chooseWork(gone, now)).toEqual({ newest: null, stale: ['1', '2', '3'] })
  })
})
