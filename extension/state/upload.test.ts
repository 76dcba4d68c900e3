import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Upload } from '../../shared/api.ts'
import type { Asset } from '../../shared/assets.ts'
import { Trouble } from '../api.ts'
import { uploadInParts, type Parts } from './upload.ts'

const lost = () =>
  new Trouble({ code: 'unreachable', title: '', detail: '', remedy: '', requestId: null, price: null })
const refused = () =>
  new Trouble({ code: 'too-large', title: '', detail: '', remedy: '', requestId: null, price: null })

const partBytes = 10

/** A server that keeps parts; `faults` says for each call of a part what becomes of it. */
function server(faults: readonly ('ok' | 'lost before' | 'lost after')[]) {
  const kept = new Map<number, Blob>()
  const log = { parts: 0, completed: 0 }
  let bytes = 0
  const state = (): Upload => ({
    id: 'upl_1',
    bytes,
    partBytes,
    parts: Math.ceil(bytes / partBytes),
    received: [...kept.keys()],
    expiresAt: 0,
  })
  const parts: Parts = {
    startUpload: async (start) => {
      bytes = start.bytes
      return state()
    },
    readUpload: async () => state(),
    putPart: async (_, n, part) => {
      const fault = faults[log.parts++] ?? 'ok'
      if (fault === 'lost before') throw lost()
      kept.set(n, part)
      if (fault === 'lost after') throw lost()
      return state()
    },
    completeUpload: async () => {
      log.completed++
      return { id: 'ast_1' } as Asset
    },
  }
  const whole = async () =>
    new Blob([...kept].toSorted(([a], [b]) => a - b).map(([, part]) => part)).arrayBuffer()
  return { parts, log, whole }
}

const now = async () => {}

describe('an upload in parts', () => {
  it('arrives whole, whatever is lost on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 95 }),
        fc.array(fc.constantFrom('ok', 'lost before', 'lost after'), { maxLength: 3 }),
        async (bytes, faults) => {
          const { parts, whole, log } = server(faults)
          const shares: number[] = []
          const watch = { sleep: now, progress: (share: number) => shares.push(share) }
          await uploadInParts(parts, new Blob([bytes]), { name: 'long.wav' }, watch)
          expect(shares).toEqual(shares.toSorted((a, b) => a - b))
          expect(new Uint8Array(await whole())).toEqual(bytes)
          expect(log.completed).toBe(1)
        },
      ),
    )
  })

  it('gives up in the end, and at once where the server has decided', async () => {
    const away = server(Array<'lost before'>(50).fill('lost before'))
    await expect(uploadInParts(away.parts, new Blob(['x']), {}, { sleep: now })).rejects.toMatchObject({
      code: 'unreachable',
    })
    expect(away.log.parts).toBe(4)
    const strict = server([])
    const parts = { ...strict.parts, putPart: () => Promise.reject(refused()) }
    await expect(uploadInParts(parts, new Blob(['x']), {}, { sleep: now })).rejects.toMatchObject({
      code: 'too-large',
    })
  })
})
