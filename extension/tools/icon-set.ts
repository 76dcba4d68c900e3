import { cropFor, fitInside, smartCrop, type Size } from '../../shared/crop.ts'
import type { Fields } from '../../shared/fields.ts'
import { markOnly } from '../../shared/metadata/ai-mark.ts'
import type { Bytes } from '../../shared/metadata/bytes.ts'
import { decode } from '../codecs/decode.ts'
import { writerOf } from '../codecs/encode.ts'
import { icoOf } from '../codecs/ico.ts'
import {
  headSnippet,
  iconFiles,
  iconPlaces,
  icoSides,
  webManifest,
  type IconFile,
  type IconPlace,
} from '../raster/icon-sizes.ts'
import { sizeOf, type Picture } from '../raster/picture.ts'
import { resizePicture } from '../raster/resize.ts'
import { subjectOf } from '../raster/subject.ts'
import type { Tool } from './tool.ts'

const fields = {
  places: {
    kind: 'choices',
    label: 'For',
    options: Object.keys(iconPlaces),
    titles: iconPlaces,
    default: ['web', 'pwa'],
    min: 1,
  },
  name: {
    kind: 'text',
    label: 'Name',
    help: 'Stands under the icon of an installed app.',
    max: 45,
    default: 'App',
  },
  shape: {
    kind: 'choice',
    label: 'What is not square',
    options: ['fit', 'fill'],
    titles: { fit: 'All of it', fill: 'Cut to a square' },
    default: 'fit',
  },
  background: {
    kind: 'color',
    label: 'Background',
    help: 'Where a place shows no transparency, and around what systems cut to a shape.',
    default: '#ffffff',
  },
} as const satisfies Fields

const largest = Math.max(...iconFiles.map(({ side }) => side))

/** Every icon that a site or an app needs, of one picture, in one ZIP. */
export const iconSet: Tool = {
  title: 'Icon set',
  about: 'Favicon and app icons of one picture, in a ZIP',
  verb: 'Make icons',
  accepts: ['image/*'],
  takes: { min: 1, max: 1 },
  fields,
  works: () => Promise.resolve(true),

  async run([file], values, watch) {
    if (!file) throw new Error('There is no picture to make icons of.')
    const places = values['places'] as readonly IconPlace[]
    const name = String(values['name'] || fields.name.default)
    const color = String(values['background'])
    const read = await decode(file, { width: largest, height: largest })
    const whole = values['shape'] === 'fill' ? await square(read) : read
    const { width, height } = sizeOf(whole)
    const wanted = iconFiles.filter(({ place }) => places.includes(place))
    const short = wanted.filter(({ side }) => side > Math.max(width, height))
    if (short.length > 0)
      watch.note(
        `The picture has only ${width} x ${height} pixels: icons larger than that look soft. An SVG, or a larger picture, makes them sharp.`,
      )

    const { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } =
      await import('@zip.js/zip.js/index-native.js')
    const zip = new ZipWriter(new BlobWriter('application/zip'), { level: 0 })
    const add = (path: string, bytes: Bytes) => zip.add(path, new Uint8ArrayReader(bytes))
    const small: { side: number; png: Bytes }[] = []
    for (const [n, each] of wanted.entries()) {
      watch.signal.throwIfAborted()
      watch.progress(n / (wanted.length + 1))
      const png = await iconOf(whole, each, color)
      await add(each.path, png)
      const side = icoSides.find((known) => each.place === 'web' && !each.solid && known === each.side)
      if (side) small.push({ side, png })
    }
    if (small.length > 0) await add('favicon.ico', icoOf(small))
    if (places.includes('pwa'))
      await zip.add('manifest.webmanifest', new TextReader(webManifest(name, color)))
    const snippet = headSnippet(places, name, color)
    if (snippet) await zip.add('head.html', new TextReader(snippet))
    const blob = await zip.close()
    watch.progress(1)
    return [new File([blob], `${read.name}-icons.zip`, { type: 'application/zip' })]
  },
}

/** The square of a picture that shows what matters. */
async function square(picture: Picture): Promise<Picture> {
  const size = sizeOf(picture)
  const shape: Size = { width: 1, height: 1 }
  const part = picture.focal
    ? cropFor(size, shape, picture.focal)
    : smartCrop(await subjectOf(picture), size, shape)
  return resizePicture(picture, { width: part.width, height: part.height }, part)
}

async function iconOf(picture: Picture, { side, solid, fills }: IconFile, color: string): Promise<Bytes> {
  const room = Math.round(side * fills)
  const inner = fitInside(sizeOf(picture), { width: room, height: room }, true)
  const drawn = await resizePicture({ ...picture, frames: [picture.frames[0]] }, inner)
  const canvas = new OffscreenCanvas(side, side)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser has no memory left to draw with.')
  if (solid) {
    pen.fillStyle = color
    pen.fillRect(0, 0, side, side)
  }
  pen.drawImage(
    drawn.frames[0].canvas,
    Math.round((side - inner.width) / 2),
    Math.round((side - inner.height) / 2),
  )
  const icon: Picture = {
    ...drawn,
    frames: [{ canvas, durationMs: 0 }],
    colorSpace: 'srgb',
    transparent: !solid,
    metadata: markOnly([picture.metadata]),
    untouched: false,
  }
  return (await writerOf(icon, 'image/png'))({ lossless: true })
}
