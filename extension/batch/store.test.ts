import { afterEach, expect, test, vi } from 'vitest'
import { lacksRoom } from './store.ts'

afterEach(() => vi.unstubAllGlobals())

test('what does not fit is said before anything is copied, with what to do', async () => {
  vi.stubGlobal('navigator', {
    storage: { estimate: async () => ({ quota: 3_000_000_000, usage: 1_000_000_000 }) },
  })
  expect(await lacksRoom(1_500_000_000)).toBeNull()
  expect(await lacksRoom(2_500_000_000)).toMatch(
    /^These files have 2\.5 GB, and this browser has room for 1\.8 GB: free some space/,
  )
})
