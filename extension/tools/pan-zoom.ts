import { tasks } from '../../shared/task.ts'
import { markOnly } from '../../shared/metadata/ai-mark.ts'
import { box } from '../../shared/metadata/boxes.ts'
import type { Bytes } from '../../shared/metadata/bytes.ts'
import { readMetadata } from '../../shared/metadata/file.ts'
import { enoughToTell, sniff } from '../codecs/sniff.ts'
import { frameSize, moves, viewAt, type Move } from './camera.ts'
import type { Tool } from './tool.ts'

const { seconds, resolution } = tasks['image-to-video'].fields
const framesPerSecond = 24
/** H.264 plays everywhere; the others stand in where a browser cannot encode it. */
const codecs = ['avc', 'vp9', 'av1'] as const

/** What writes clips is large, and loaded when it is first needed. */
const clips = () => import('mediabunny')

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
  async works() {
    if (typeof VideoEncoder !== 'function') return false
    const { getFirstEncodableVideoCodec } = await clips()
    return (await getFirstEncodableVideoCodec([...codecs])) !== null
  },

  async run([file], options, { signal, progress }) {
    if (!file) throw new Error('There is no picture to move over.')
    const { BufferTarget, CanvasSource, getFirstEncodableVideoCodec, Mp4OutputFormat, Output, QUALITY_HIGH } =
      await clips()
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
      const parts = [target.buffer!, await markOf(file)]
      return [new File(parts, `${file.name.replace(/\.\w+$/, '')}.mp4`, { type: 'video/mp4' })]
    } finally {
      picture.close()
    }
  },
}

/** The box of an MP4 that holds XMP, by its number (XMP specification, part 3). */
const xmpNumber = [
  0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf, 0xac,
]

/** What is said at the end of the clip: of a picture that AI made, that it did; of any other, nothing. */
async function markOf(file: File): Promise<Bytes> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const said = await readMetadata(bytes, sniff(bytes.subarray(0, enoughToTell)) ?? '')
  const { xmp } = markOnly([said])
  return xmp ? box('uuid', Uint8Array.from(xmpNumber), xmp) : new Uint8Array(0)
}
