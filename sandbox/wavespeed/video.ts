import { facesOf, likelyFace } from '../edits/faces.ts'
import { boundsOf, type Box } from '../edits/masks.ts'
import { drawPicture } from '../pictures.ts'
import { hear } from '../sounds/sound.ts'
import { filmPicture, type ClipOrder } from '../videos.ts'
import { failedBecause } from './failure.ts'
import { inputs, oneOf, onOff, picture, seed, seedOrNone, sound, text } from './inputs.ts'
import {
  chanceOf,
  fileOf,
  hasFile,
  maskOf,
  numberOf,
  pixelsOf,
  sizeOf,
  textOf,
  type Job,
  type Made,
  type Work,
} from './job.ts'
import type { Model } from './model.ts'
import { perSecond, perSecondOfSound } from './prices.ts'

async function filmed(job: Job, order: Omit<ClipOrder, 'prompt' | 'seed'>): Promise<readonly Made[]> {
  const seed = Number.parseInt(chanceOf(job).split(' ').at(-1) ?? '0', 10)
  const bytes = await filmPicture({ prompt: textOf(job, 'prompt'), seed, ...order })
  return [{ bytes, type: 'video/mp4', ending: 'mp4' }]
}

/** The sound of a clip as WAN takes it: WAV or MP3, 3 to 30 s, up to 15 MB. */
async function clipSound(job: Job): Promise<{ sound?: Buffer }> {
  if (!hasFile(job, 'audio')) return {}
  const sound = fileOf(job, 'audio')
  const { seconds, format } = await hear(sound)
  if (format !== 'wav' && format !== 'mp3') throw failedBecause(1403, 'audio must be WAV or MP3')
  if (sound.length > 15 * 1024 * 1024) throw failedBecause(1403, 'audio must not be larger than 15 MB')
  if (seconds < 3 || seconds > 30) throw failedBecause(1403, 'audio must be 3 to 30 seconds long')
  return { sound }
}

const film: Work = async (job) => {
  const shorter = Number.parseInt(textOf(job, 'resolution'), 10)
  const picture = fileOf(job, 'image')
  return filmed(job, { picture, shorter, seconds: numberOf(job, 'duration', 5), ...(await clipSound(job)) })
}

const dream: Work = async (job) => {
  const size = sizeOf(job) ?? { width: 1280, height: 720 }
  const order = { prompt: textOf(job, 'prompt'), seed: chanceOf(job), ...size, words: false }
  const sound = await clipSound(job)
  const picture = await drawPicture({ ...order, format: 'png' })
  const shorter = Math.min(size.width, size.height)
  return filmed(job, { picture, shorter, seconds: numberOf(job, 'duration', 5), ...sound })
}

/** Somebody in the picture says what the sound says; a mask marks who. */
const speakTo =
  (longest: number): Work =>
  async (job) => {
    const sound = fileOf(job, 'audio')
    const { seconds } = await hear(sound)
    if (seconds > longest) throw failedBecause(1403, `audio must not be longer than ${longest} seconds`)
    job.heard(seconds)
    const pixels = await pixelsOf(job, 'image')
    const marked = hasFile(job, 'mask_image') ? boundsOf(await maskOf(job, 'mask_image', pixels)) : null
    const faces = facesOf(pixels)
    const face =
      (marked ? faces.find((each) => isWithin(each, marked)) : faces[0]) ?? likelyFace(pixels, marked)
    const mouth = {
      x: (face.left + face.width / 2) / pixels.width,
      y: (face.top + face.height * 0.71) / pixels.height,
      width: (face.width * 0.36) / pixels.width,
      height: (face.height * 0.2) / pixels.height,
    }
    const shorter = Number.parseInt(textOf(job, 'resolution'), 10)
    return filmed(job, { picture: fileOf(job, 'image'), shorter, seconds, sound, mouth })
  }

function isWithin(face: Box, { left, top, width, height }: Box): boolean {
  const [x, y] = [face.left + face.width / 2, face.top + face.height / 2]
  return x >= left && x <= left + width && y >= top && y <= top + height
}

const wanPrice = perSecond({ '480p': 0.05, '720p': 0.1, '1080p': 0.15 })

export const videoModels: readonly Model[] = [
  {
    path: 'alibaba/wan-2.5/image-to-video',
    name: 'WAN 2.5 Image-to-Video',
    description: 'A clip with sound from one picture.',
    type: 'image-to-video',
    schema: inputs({
      'image*': picture,
      'prompt*': text,
      audio: sound,
      negative_prompt: text,
      resolution: oneOf('720p', '480p', '720p', '1080p'),
      duration: oneOf(5, 5, 10),
      enable_prompt_expansion: onOff,
      seed,
    }),
    price: wanPrice,
    work: film,
  },
  {
    path: 'alibaba/wan-2.5/text-to-video',
    name: 'WAN 2.5 Text-to-Video',
    description: 'A clip with sound from words alone.',
    type: 'text-to-video',
    schema: inputs({
      'prompt*': text,
      negative_prompt: text,
      audio: sound,
      size: oneOf('1280*720', '832*480', '480*832', '1280*720', '720*1280', '1920*1080', '1080*1920'),
      duration: oneOf(5, 5, 10),
      enable_prompt_expansion: onOff,
      seed,
    }),
    price: wanPrice,
    work: dream,
  },
  {
    path: 'wavespeed-ai/hunyuan-avatar',
    name: 'Hunyuan Avatar',
    description: 'Somebody in a picture speaks.',
    type: 'digital-human',
    schema: inputs({
      'image*': picture,
      'audio*': sound,
      prompt: text,
      resolution: oneOf('480p', '480p', '720p'),
      seed: seedOrNone,
    }),
    price: perSecondOfSound({ '480p': 0.03, '720p': 0.06 }, { min: 5, max: 120, block: 5 }),
    work: speakTo(120),
  },
  {
    path: 'wavespeed-ai/infinitetalk',
    name: 'InfiniteTalk',
    description: 'Somebody in a picture speaks for up to ten minutes.',
    type: 'digital-human',
    schema: inputs({
      'image*': picture,
      'audio*': sound,
      mask_image: { ...picture, description: 'Marks the person to animate.' },
      prompt: text,
      resolution: oneOf('480p', '480p', '720p'),
      seed,
    }),
    price: perSecondOfSound({ '480p': 0.03, '720p': 0.06 }, { min: 5, max: 600, block: 1 }),
    work: speakTo(600),
  },
]
