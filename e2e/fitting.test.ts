import sharp from 'sharp'
import { expect, inject, test } from 'vitest'
import type { Job } from './api.ts'
import { addFile } from './catalogue/materials.ts'
import { signUpRich } from './rich.ts'

// A picture that a model does not take as it is: said before, changed on its way, and the result opened. The vendor
// refuses whatever is too large or of another type, so that it is made proves that it was changed.

const origin = inject('api')

test('a picture that is too large, and of another type, is fitted, and its mask with it', async () => {
  const api = await signUpRich(origin, inject('state'), 'Fitter')
  const sky = { r: 120, g: 170, b: 230 }
  const blank = sharp({ create: { width: 5000, height: 3000, channels: 3, background: sky } })
  const image = await addFile(origin, api, 'sky.avif', await blank.avif({ effort: 0 }).toBuffer())
  const white = sharp({ create: { width: 2500, height: 1500, channels: 3, background: '#ffffff' } })
  const mask = await addFile(origin, api, 'mask.png', await white.png().toBuffer())

  const wish = { model: 'stability/erase', input: { image, mask }, consent: true }
  const before = (await api.call('POST', '/api/subscription/preflight-check', wish)).body as {
    allowed: boolean
    notes: string[]
    estimate: { price: object }
  }
  expect(before).toMatchObject({ allowed: true })
  expect(before.notes).toEqual([
    'Your picture is made smaller for Stability Erase: 5,000 x 3,000 to 3,965 x 2,379 and is sent as WEBP, which Stability Erase takes.',
  ])
  const order = await api.order('/api/image-studio/edit/erase', { ...wish, price: before.estimate.price })
  const [job] = (order.body as { jobs: Job[] }).jobs
  const { state, assets } = await api.ended(job!.id)
  expect(state).toBe('done')
  expect(await api.asset(assets[0]!)).toMatchObject({ kind: 'image', width: 3965, height: 2379 })
})
