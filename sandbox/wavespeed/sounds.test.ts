import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { facesOf } from '../edits/faces.ts'
import { drawPicture } from '../pictures.ts'
import { readPixels } from '../pixels.ts'
import { hear, pitchOf } from '../sounds/sound.ts'
import { soundFile, type SoundFormat } from '../sounds/sound-file.ts'
import { clipSize, frameAt, openMouth, readStill, resting } from '../video-frames.ts'
import { openRun } from './test-run.ts'

const speech = 'minimax/speech-02-hd'
const { make, account, heard } = openRun()
const text = 'The quick brown fox jumps over the lazy dog, again and again.'
const say = (more: object = {}) => make(speech, { text, voice_id: 'Calm_Woman', emotion: 'neutral', ...more })

/** A tone of so many seconds and hertz, loud in its first half alone when told so. */
async function tone(seconds: number, hertz: number, format: SoundFormat, halved = false): Promise<Buffer> {
  const rate = 24_000
  const samples = Float32Array.from({ length: seconds * rate }, (_, at) =>
    halved && at > (seconds * rate) / 2
      ? 0
      : 0.4 * Math.sin((at / rate) * hertz * Math.PI * 2) + 0.2 * Math.sin((at / rate) * hertz * Math.PI * 4),
  )
  return Buffer.from(await soundFile({ samples, rate }, format, { channels: 1, bitrate: 64_000 }))
}

describe('speech', () => {
  test.each([
    ['mp3', 'mp3'],
    ['wav', 'wav'],
    ['flac', 'flac'],
  ])('as %s is audible and as long as its text', async (format, kind) => {
    const sound = await hear(await say({ format }))
    expect(sound.format).toBe(kind)
    expect(Math.abs(sound.seconds - text.length / 15)).toBeLessThan(0.2)
    const loud = await sound.loudness(10)
    expect(loud.filter((value) => value > 0.1).length).toBeGreaterThan(loud.length / 2)
  })

  test('is MP3 when nothing is said of a format, and bare samples as PCM', async () => {
    expect((await hear(await say())).format).toBe('mp3')
    const pcm = await say({ format: 'pcm', sample_rate: 8000 })
    expect(Math.abs(pcm.length / 2 / 8000 - text.length / 15)).toBeLessThan(0.01)
  })

  test('takes less time when fast, more with pauses', async () => {
    const seconds = async (more: object) => (await hear(await say({ format: 'wav', ...more }))).seconds
    const usual = await seconds({})
    expect(Math.abs((await seconds({ speed: 2 })) - usual / 2)).toBeLessThan(0.05)
    expect(Math.abs((await seconds({ text: `${text}<#1.5#>` })) - usual - 1.5)).toBeLessThan(0.05)
  })

  test('is as high as the voice, and as asked', async () => {
    const pitch = async (more: object) => {
      const { sound } = await hear(
        await say({ text: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', format: 'wav', ...more }),
      )
      return pitchOf(sound!) ?? 0
    }
    const [man, woman] = [
      await pitch({ voice_id: 'Deep_Voice_Man' }),
      await pitch({ voice_id: 'Lively_Girl' }),
    ]
    expect(Math.abs(man - 88)).toBeLessThan(10)
    expect(woman).toBeGreaterThan(man * 2)
    expect(await pitch({ voice_id: 'Deep_Voice_Man', pitch: 12 })).toBeGreaterThan(man * 1.7)
  })

  test('has the rate and channels asked for', async () => {
    for (const sample_rate of [8000, 22050, 44100]) {
      const { sound } = await hear(await say({ sample_rate, bitrate: 256000, channel: '2' }))
      expect(sound?.rate).toBe(sample_rate)
    }
  })

  test('with a voice nobody has is refused', async () => {
    await expect(say({ voice_id: 'Nobody' })).rejects.toMatchObject({ code: 1403 })
  })
})

describe('a cloned voice', () => {
  const clone = (audio: Buffer, custom_voice_id: string, more = {}) =>
    make('minimax/voice-clone', { audio, custom_voice_id, model: 'speech-02-hd', ...more })

  test.each(['mp3', 'wav'] as const)(
    'from %s speaks as high as its recording, at once and later',
    async (format) => {
      const id = `voice0${format}`
      const preview = await hear(
        await clone(await tone(3, 140, format), id, { text: 'aaaaaaaaaaaaaaaaaaaaaaaaaa' }),
      )
      expect(Math.abs((pitchOf(preview.sound!) ?? 0) - 140)).toBeLessThan(12)
      const later = await hear(
        await say({ voice_id: id, text: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa', format: 'wav' }),
      )
      expect(Math.abs((pitchOf(later.sound!) ?? 0) - 140)).toBeLessThan(12)
    },
  )

  test('needs a name of its own and a recording of a kind the vendor takes', async () => {
    await clone(await tone(1, 140, 'wav'), 'mine12345')
    await expect(clone(await tone(1, 140, 'wav'), 'mine12345')).rejects.toMatchObject({ code: 1403 })
    await expect(clone(await tone(1, 140, 'wav'), 'Calm12')).rejects.toThrow('at least 8 characters')
    await expect(clone(await tone(1, 140, 'wav'), '1calm1234')).rejects.toThrow('start with a letter')
    await expect(clone(await tone(1, 140, 'flac'), 'other12345')).rejects.toMatchObject({ code: 1403 })
    await expect(clone(Buffer.from('no sound'), 'other12345')).rejects.toMatchObject({ code: 1403 })
  })

  test('is gone after seven days unless it has spoken, and belongs to one account', () => {
    const { voices } = account
    const day = 24 * 3600 * 1000
    expect(voices.clone('a', 'fresh1234', 120, 0)).toBe(true)
    expect(voices.clone('a', 'spoken1234', 120, 0)).toBe(true)
    expect(voices.speakWith('a', 'spoken1234', day)).toBe(120)
    expect(voices.speakWith('b', 'spoken1234', day)).toBe(null)
    expect(voices.speakWith('a', 'fresh1234', 7 * day)).toBe(null)
    expect(voices.speakWith('a', 'spoken1234', 30 * day)).toBe(120)
  })
})

describe('a clip', () => {
  let portrait: Buffer
  beforeAll(async () => {
    portrait = await drawPicture({
      prompt: 'portrait',
      seed: '1',
      width: 160,
      height: 120,
      format: 'png',
      words: false,
    })
  })
  async function tracks(clip: Buffer) {
    const input = new Input({ formats: [MP4], source: new BufferSource(clip) })
    const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
    let bytes = 0
    if (audio) for await (const packet of new EncodedPacketSink(audio).packets()) bytes += packet.byteLength
    return {
      ...{ codec: video?.codec, width: video?.codedWidth, height: video?.codedHeight },
      ...{ seconds: await video?.computeDuration(), sound: audio?.codec, soundBytes: bytes },
      soundSeconds: (await audio?.computeDuration()) ?? 0,
    }
  }

  test.each(['mp3', 'wav'] as const)('has the %s it was given as its sound', async (format) => {
    const body = { prompt: 'A calm lake', size: '832*480', audio: await tone(4, 300, format) }
    const clip = await tracks(await make('alibaba/wan-2.5/text-to-video', body))
    expect(clip).toMatchObject({ codec: 'avc', width: 832, height: 480, seconds: 5, sound: 'aac' })
    expect(clip.soundBytes).toBeGreaterThan(15_000)
    expect(clip.soundSeconds).toBeLessThanOrEqual(5)
  })

  test('without a sound is silent, and a sound of the wrong length or kind is refused', async () => {
    const body = { prompt: 'x', image: portrait, resolution: '480p' }
    expect((await tracks(await make('alibaba/wan-2.5/image-to-video', body))).soundBytes).toBeLessThan(5000)
    for (const audio of [await tone(2, 300, 'wav'), await tone(31, 300, 'mp3'), await tone(4, 300, 'flac')])
      await expect(make('alibaba/wan-2.5/image-to-video', { ...body, audio })).rejects.toMatchObject({
        code: 1403,
      })
  })

  test.each(['wavespeed-ai/hunyuan-avatar', 'wavespeed-ai/infinitetalk'])(
    'of %s is as long as its sound, and billed by it',
    async (path) => {
      const clip = await tracks(await make(path, { image: portrait, audio: await tone(2, 200, 'mp3') }))
      expect(clip).toMatchObject({ codec: 'avc', height: 480, sound: 'aac' })
      expect(clip.soundBytes).toBeGreaterThan(4000)
      expect(Math.abs((clip.seconds ?? 0) - 2)).toBeLessThan(0.2)
      expect(heard.at(-1)).toBeCloseTo(2, 0)
    },
  )

  test('of somebody who speaks moves the mouth, and only as long as there is sound', async () => {
    const size = clipSize({ width: 160, height: 120 }, 120)
    const still = await readStill(portrait, size)
    const face = facesOf(await readPixels(portrait))[0]!
    const mouth = {
      x: (face.left + face.width / 2) / 160,
      y: (face.top + face.height * 0.71) / 120,
      width: 0.08,
      height: 0.08,
    }
    const shot = (loud: number) => {
      const frame = frameAt(still, size, resting, 0)
      openMouth(frame, size, mouth, loud)
      return frame
    }
    const changed = (a: Uint8Array, b: Uint8Array) => {
      const places = [...a.keys()].filter((at) => a[at] !== b[at]).map((at) => Math.floor(at / 4))
      return { count: places.length, lowest: Math.min(...places.map((at) => Math.floor(at / size.width))) }
    }
    expect(changed(shot(0.2), shot(0.2)).count).toBe(0)
    expect(changed(shot(0), shot(1)).count).toBeGreaterThan(20)
    expect(changed(shot(0), shot(1)).lowest).toBeGreaterThan(face.top + face.height / 2)
    const loud = await (await hear(await tone(2, 200, 'mp3', true))).loudness(12)
    expect(Math.min(...loud.slice(2, 10))).toBeGreaterThan(0.5)
    expect(Math.max(...loud.slice(14, 22))).toBeLessThan(0.1)
  })

  test('is too long for an avatar after two minutes', async () => {
    const body = { image: portrait, audio: await tone(121, 200, 'mp3') }
    await expect(make('wavespeed-ai/hunyuan-avatar', body)).rejects.toMatchObject({ code: 1403 })
  })

  test('of a picture that is none fails', async () => {
    const image = await sharp(portrait).png().toBuffer()
    const body = { image: image.subarray(0, 30), audio: await tone(1, 200, 'wav') }
    await expect(make('wavespeed-ai/infinitetalk', body)).rejects.toMatchObject({ code: 1403 })
  })
})
