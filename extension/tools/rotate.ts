import type { Fields } from '../../shared/fields.ts'
import { pictureTool } from '../codecs/chain.ts'
import { sizeOf, type Frame } from '../raster/picture.ts'
import { matrixOf, turnedPoint, turnedSize, type Turning } from '../raster/turning.ts'

const fields = {
  turn: {
    kind: 'choice',
    label: 'Turn',
    options: ['0', '90', '180', '270'],
    titles: { '0': 'As it is', '90': 'To the right', '180': 'Upside down', '270': 'To the left' },
    default: '0',
  },
  mirror: {
    kind: 'choice',
    label: 'Mirror',
    options: ['none', 'sideways', 'upside'],
    titles: { none: 'As it is', sideways: 'Left and right', upside: 'Top and bottom' },
    default: 'none',
  },
  straighten: {
    kind: 'number',
    label: 'Straighten',
    help: 'Corners that would be empty are cut off.',
    unit: '°',
    min: -45,
    max: 45,
    step: 0.1,
    default: 0,
  },
} as const satisfies Fields

/** Turned by quarters, mirrored, straightened. */
export const rotate = pictureTool(
  { title: 'Rotate and straighten', about: 'Turned, mirrored, its horizon level', verb: 'Rotate', fields },
  {
    change: (picture, values) => {
      const turning: Turning = {
        quarters: (Number(values['turn']) / 90) as Turning['quarters'],
        mirrored: values['mirror'] as Turning['mirrored'],
        degrees: Number(values['straighten']),
      }
      const before = sizeOf(picture)
      const { quarters, mirrored, degrees } = turning
      if (quarters === 0 && mirrored === 'none' && degrees === 0) return Promise.resolve(picture)
      const after = turnedSize(before, turning)
      const turned = ({ canvas, durationMs }: Frame): Frame => {
        const made = new OffscreenCanvas(after.width, after.height)
        const pen = made.getContext('2d', { colorSpace: picture.colorSpace })
        if (!pen) throw new Error('This browser has no memory left to draw with.')
        pen.imageSmoothingEnabled = degrees !== 0
        pen.imageSmoothingQuality = 'high'
        pen.setTransform(...matrixOf(turning), after.width / 2, after.height / 2)
        pen.drawImage(canvas, -before.width / 2, -before.height / 2)
        return { canvas: made, durationMs }
      }
      const [first, ...later] = picture.frames
      return Promise.resolve({
        ...picture,
        frames: [turned(first), ...later.map(turned)],
        focal: picture.focal && turnedPoint(picture.focal, before, turning),
        untouched: false,
      })
    },
  },
)
