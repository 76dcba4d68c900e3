import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny'
import * as fc from 'fast-check'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { drawPicture } from './pictures.ts'
import { cameraMove, clipSize, frameAt, readStill } from './video-frames.ts'
import { filmPicture } from './videos.ts'

let picture: Buffer
beforeAll(async () => {
  picture = await drawPicture({ prompt: 'Night city', seed: '1', width: 800, height: 600, format: 'jpeg' })
})

/** How far two pictures of one size are apart, 0 to 255 a byte. */
const away = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length

describe('frames', () => {
  const size = { width: 320, height: 240 }
  test('the first frame is the very picture that was sent', async () => {
    const still = await readStill(picture, size)
    const first = frameAt(still, size, cameraMove('', 3), 0)
    const small = await sharp(picture).resize(size).ensureAlpha().raw().toBuffer()
    const other = await drawPicture({ prompt: 'Night city', seed: '2', ...size, format: 'png' })
    const stranger = await sharp(other).ensureAlpha().raw().toBuffer()
    expect(away(first, small)).toBeLessThan(3)
    expect(away(first, stranger)).toBeGreaterThan(10)
  })

  test.each(['', 'zoom out', 'pan left', 'pan to the right'])(
    'the camera moves all the time, without jumps: %j',
    async (prompt) => {
      const still = await readStill(picture, size)
      const move = cameraMove(prompt, 5)
      const shots = Array.from({ length: 13 }, (_, at) => frameAt(still, size, move, at / 12))
      const steps = shots.slice(1).map((shot, at) => away(shot, shots[at] ?? shot))
      expect(Math.min(...steps)).toBeGreaterThan(0.05)
      expect(Math.max(...steps)).toBeLessThan(away(shots[0] ?? picture, shots[12] ?? picture) * 0.8)
    },
  )

  test('the camera goes where the prompt says', async () => {
    const strip = Buffer.from(
      Array.from({ length: 320 * 240 }, (_, at) => Math.floor(((at % 320) / 320) * 255)),
    )
    const raw = { width: 320, height: 240, channels: 1 as const }
    const still = await readStill(await sharp(strip, { raw }).png().toBuffer(), size)
    const light = (prompt: string, share: number) => {
      const shot = frameAt(still, size, cameraMove(prompt, 3), share)
      return shot.reduce((sum, value) => sum + value, 0) / shot.length
    }
    expect(light('pan left', 1)).toBeLessThan(light('pan left', 0) - 5)
    expect(light('slowly pan to the right', 1)).toBeGreaterThan(light('slowly pan to the right', 0) + 5)
    expect(Math.abs(light('zoom in', 1) - light('zoom in', 0))).toBeLessThan(1)
  })

  test('a plain colour stays that colour, whatever the move', async () => {
    const plain = await sharp({ create: { width: 90, height: 160, channels: 3, background: '#3366cc' } })
      .png()
      .toBuffer()
    const portrait = { width: 90, height: 160 }
    const still = await readStill(plain, portrait)
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0, max: 1, noNaN: true }), (seed, share) => {
        const shot = frameAt(still, portrait, cameraMove('', seed), share)
        expect([...shot.slice(0, 4), ...shot.slice(-4)]).toEqual([
          0x33, 0x66, 0xcc, 255, 0x33, 0x66, 0xcc, 255,
        ])
      }),
      { numRuns: 40 },
    )
  })
})

test('clip sizes are even, follow the shape, and have the shorter side asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9000 }),
      fc.integer({ min: 1, max: 9000 }),
      fc.constantFrom(480, 720, 1080),
      (width, height, shorter) => {
        const clip = clipSize({ width, height }, shorter)
        expect((clip.width % 2) + (clip.height % 2)).toBe(0)
        expect(Math.min(clip.width, clip.height)).toBe(shorter)
        expect(clip.width >= clip.height).toBe(width >= height || clip.width === clip.height)
        expect(Math.max(clip.width, clip.height)).toBeLessThanOrEqual(shorter * 2.4)
      },
    ),
  )
  expect(clipSize({ width: 1920, height: 1080 }, 720)).toEqual({ width: 1280, height: 720 })
  expect(clipSize({ width: 1080, height: 1920 }, 1080)).toEqual({ width: 1080, height: 1920 })
})

test('a clip is an MP4 with H.264, AAC of no greater length, its index at the front', async () => {
  const clip = await filmPicture({ picture, prompt: '', seed: 1, shorter: 480, seconds: 5 })
  const input = new Input({ formats: [MP4], source: new BufferSource(clip) })
  const video = await input.getPrimaryVideoTrack()
  const audio = await input.getPrimaryAudioTrack()
  expect(video).toMatchObject({ codec: 'avc', codedWidth: 640, codedHeight: 480 })
  expect(audio).toMatchObject({ codec: 'aac', numberOfChannels: 2, sampleRate: 48000 })
  expect(await video?.computeDuration()).toBe(5)
  const sound = (await audio?.computeDuration()) ?? 0
  expect(sound).toBeGreaterThan(4.9)
  expect(sound).toBeLessThanOrEqual(5)
  expect(await input.computeDuration()).toBe(5)
  expect(clip.indexOf('moov')).toBeLessThan(clip.indexOf('mdat'))
  const sizes = new Set<number>()
  if (video) for await (const packet of new EncodedPacketSink(video).packets()) sizes.add(packet.byteLength)
  expect(sizes.size).toBeGreaterThan(20)
})

test('what is no picture cannot be filmed, and the next clip is made all the same', async () => {
  const order = { prompt: '', seed: 1, shorter: 480, seconds: 5 }
  await expect(filmPicture({ ...order, picture: Buffer.from('no picture') })).rejects.toThrow()
  const tiny = await sharp(picture).resize(64, 48).png().toBuffer()
  expect((await filmPicture({ ...order, picture: tiny, shorter: 96, seconds: 1 })).length).toBeGreaterThan(
    1000,
  )
})
