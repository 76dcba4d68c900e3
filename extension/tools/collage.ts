import { smartCrop } from '../../shared/crop.ts'
import { sheetFields, sheetOf } from '../../shared/sheet.ts'
import { layouts, tilesOf, type Layout } from '../raster/collage.ts'
import { newCanvas } from '../raster/canvas.ts'
import { refusalOf } from '../../shared/metadata/unfit-file.ts'
import { decode } from '../codecs/decode.ts'
import { drawnPicture } from '../raster/drawn.ts'
import { encode } from '../codecs/to-bytes.ts'
import type { Metadata } from '../../shared/metadata/metadata.ts'
import { sizeOf } from '../raster/picture.ts'
import { resizePicture } from '../raster/resize.ts'
import { subjectOf } from '../raster/subject.ts'
import type { Tool } from './tool.ts'

/** Two to nine pictures on one sheet, each cut so that what it is about stays. */
export const collage: Tool = {
  title: 'Collage',
  about: 'Two to nine pictures on one sheet',
  verb: 'Make the collage',
  accepts: ['image/*'],
  takes: { min: 2, max: 9 },
  live: true,
  fields: {
    layout: {
      kind: 'choice',
      label: 'Arranged',
      options: Object.keys(layouts),
      titles: layouts,
      default: 'rows',
    },
    ...sheetFields('4:5'),
    gap: {
      kind: 'number',
      label: 'Gaps',
      help: 'Of the sheet’s shorter side',
      min: 0,
      max: 10,
      step: 0.5,
      unit: '%',
      default: 1.5,
    },
    framed: { kind: 'switch', label: 'A gap around them too', default: true },
    corners: {
      kind: 'number',
      label: 'Round corners',
      help: 'Of each picture’s shorter side; 50 % makes a circle of a square',
      min: 0,
      max: 50,
      step: 1,
      unit: '%',
      default: 0,
    },
    background: { kind: 'color', label: 'Behind them', default: '#ffffff' },
  },
  works: () => Promise.resolve(true),

  async run(files, values, { signal, progress }) {
    const { size, maxBytes } = sheetOf(values)
    // How each is shaped decides where it stands: they are read small for that, and large for their place.
    const aspects: number[] = []
    const said: Metadata[] = []
    for (const file of files) {
      const { source, metadata } = await decode(file, { width: 64, height: 64 }).catch(refusalOf(file))
      said.push(metadata)
      aspects.push(source.width / source.height)
    }
    const gap = Math.round((Number(values['gap']) / 100) * Math.min(size.width, size.height))
    const tiles = tilesOf(values['layout'] as Layout, aspects, size, gap, values['framed'] ? gap : 0)
    const { canvas, pen } = newCanvas(size)
    pen.fillStyle = String(values['background'])
    pen.fillRect(0, 0, size.width, size.height)
    for (const [at, file] of files.entries()) {
      signal.throwIfAborted()
      const tile = tiles[at]
      if (!tile) throw new Error('A collage holds nine pictures at most.')
      const picture = await decode(file).catch(refusalOf(file))
      const crop = smartCrop(await subjectOf(picture), sizeOf(picture), tile)
      const { frames } = await resizePicture(picture, { width: tile.width, height: tile.height }, crop)
      pen.save()
      pen.beginPath()
      const radius = (Number(values['corners']) / 100) * Math.min(tile.width, tile.height)
      pen.roundRect(tile.x, tile.y, tile.width, tile.height, radius)
      pen.clip()
      pen.drawImage(frames[0].canvas, tile.x, tile.y)
      pen.restore()
      progress((at + 1) / (files.length + 1))
    }
    const name = `${files[0]?.name.replace(/\.[^.]+$/, '') || 'pictures'}-collage`
    const made = await encode(drawnPicture(canvas, name, 'image/jpeg', maxBytes, said))
    progress(1)
    return [made]
  },
}
