import { drawPicture } from '../pictures.ts'
import { filmPicture } from '../videos.ts'
import { inputs, oneOf, onOff, picture, seed, sound, text } from './inputs.ts'
import { chanceOf, fileOf, numberOf, sizeOf, textOf, type Job, type Made, type Work } from './job.ts'
import type { Model } from './model.ts'
import { perSecond } from './prices.ts'

async function filmed(job: Job, picture: Uint8Array, shorter: number): Promise<readonly Made[]> {
  const bytes = await filmPicture({
    picture,
    prompt: textOf(job, 'prompt'),
    seed: Number.parseInt(chanceOf(job).split(' ').at(-1) ?? '0', 10),
    shorter,
    seconds: numberOf(job, 'duration', 5),
  })
  return [{ bytes, type: 'video/mp4', ending: 'mp4' }]
}

const film: Work = (job) => filmed(job, fileOf(job, 'image'), Number.parseInt(textOf(job, 'resolution'), 10))

const dream: Work = async (job) => {
  const size = sizeOf(job) ?? { width: 1280, height: 720 }
  const order = { prompt: textOf(job, 'prompt'), seed: chanceOf(job), ...size, words: false }
  return filmed(job, await drawPicture({ ...order, format: 'png' }), Math.min(size.width, size.height))
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
]
