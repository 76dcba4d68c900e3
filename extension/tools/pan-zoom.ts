import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
} from 'mediabunny'
import { tasks } from '../../shared/task.ts'
import { frameSize, moves, viewAt, type Move } from './camera.ts'
import type { Tool } from './tool.ts'

const { seconds, resolution } = tasks['image-to-video'].fields
const framesPerSecond = 24
/** H.264 plays everywhere; the others stand in where a browser cannot encode it. */
const codecs = ['avc', 'vp9', 'av1'] as const

/** A slow camera move over a still picture, as an MP4. */
export const panZoom: Tool = {
  title: 'Move on this device',
  about: 'A quiet camera move over a picture',
  verb: 'Make it move',
  accepts: ['image/*'],
  takes: { min: 1, max: 1 },
  fields: {
    seconds: seconds!,
    resolution: resolution!,
    move: { kind: 'choice', label: 'Movement', options: moves, default: 'Zoom in' },
  },
  works: async () =>
    typeof VideoEncoder === 'function' && (await getFirstEncodableVideoCodec([...codecs])) !== null,

  async run([file], options, { signal, progress }) {
    if (!file) throw new Error('There is no picture to move over.')
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
      throw new Error('This file cannot be read as a picture.')
    })
    try {
      const frame = frameSize(picture, Number.parseInt(String(options['resolution']), 10))
      const codec = await getFirstEncodableVideoCodec([...codecs], { ...frame, quality: QUALITY_HIGH })
      if (!codec) throw new Error('This browser cannot encode a video of this size.')
      const canvas = new OffscreenCanvas(frame.width, frame.height)
      const pen = canvas.getContext('2d', { alpha: false })
      if (!pen) throw new Error('This browser has no memory left to draw with.')
      pen.imageSmoothingQuality = 'high'

      const target = new BufferTarget()
      const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
      const source = new CanvasSource(canvas, { codec, quality: QUALITY_HIGH, keyFrameInterval: 2 })
      output.addVideoTrack(source, { frameRate: framesPerSecond })
      await output.start()
      const frames = Number(options['seconds']) * framesPerSecond
      for (let index = 0; index < frames; index++) {
        signal.throwIfAborted()
        const view = viewAt(options['move'] as Move, index / (frames - 1), picture, frame)
        pen.drawImage(picture, view.x, view.y, view.width, view.height, 0, 0, frame.width, frame.height)
        await source.add(index / framesPerSecond, 1 / framesPerSecond)
        progress((index + 1) / (frames + 1))
      }
      await output.finalize()
      progress(1)
      return [new File([target.buffer!], `${file.name.replace(/\.\w+$/, '')}.mp4`, { type: 'video/mp4' })]
    } finally {
      picture.close()
    }
  },
}
