import type { Fields } from '../../shared/fields.ts'
import type { Edits } from '../../shared/metadata/metadata.ts'
import { chosen, type MetadataChoice } from '../../shared/metadata/choice.ts'
import { readableTypes, readMetadata, writableTypes, writeMetadata } from '../../shared/metadata/file.ts'
import { changesIn } from '../../shared/metadata/said.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'
import { enoughToTell, sniff } from '../codecs/sniff.ts'
import type { Tool } from './tool.ts'

const fields = {
  choice: {
    kind: 'choice',
    label: 'Of what it says now',
    help: 'That a picture was made by AI is said in any case.',
    options: ['keep', 'rights', 'strip'],
    titles: { keep: 'Keep all', rights: 'Author and rights', strip: 'Remove all' },
    default: 'keep',
  },
  removePlace: {
    kind: 'switch',
    label: 'Remove the place',
    help: 'Where it was made, and the camera’s own notes, which may hold it too.',
    default: false,
    when: { field: 'choice', is: ['keep'] },
  },
  author: { kind: 'text', label: 'Author', help: 'Left empty, what it says stays.', max: 200 },
  copyright: { kind: 'text', label: 'Copyright', max: 300 },
  title: { kind: 'text', label: 'Title', max: 200 },
  description: { kind: 'text', label: 'Description', max: 2000, lines: 3 },
} as const satisfies Fields

/** What a file says beside its picture, seen, changed or removed. Its pixels stay byte for byte. */
export const metadata: Tool = {
  title: 'What the file says',
  about: 'Author, rights, place and camera: seen, changed or removed',
  verb: 'Write it',
  accepts: [
    'image/jpeg',
    'image/png',
    'image/webp',
    'image/avif',
    'image/gif',
    'image/tiff',
    'image/heic',
    'image/jxl',
  ],
  takes: { min: 1, max: 1 },
  fields,
  live: true,
  works: () => Promise.resolve(true),

  async run([file], values, { note, progress }) {
    if (!file) throw new Error('There is no file to look into.')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const type = sniff(bytes.subarray(0, enoughToTell)) ?? ''
    if (!readableTypes.includes(type))
      throw new UnfitFile(
        `${file.name || 'This file'} is of a type that says nothing beside its pixels, or is no picture. Convert it to JPG, PNG, WebP or AVIF first.`,
      )
    const own = (name: string) => String(values[name] ?? '').trim() || null
    const edits: Edits = {
      author: own('author'),
      copyright: own('copyright'),
      title: own('title'),
      description: own('description'),
      removePlace: values['removePlace'] === true,
    }
    const said = await readMetadata(bytes, type)
    progress(0.5)
    const says = chosen(said, values['choice'] as MetadataChoice, edits, null)
    if (says !== said && !writableTypes.includes(type))
      throw new UnfitFile(
        `What ${file.name || 'this file'} says can be seen, but not changed in its type. Convert it to JPG, PNG, WebP or AVIF first.`,
      )
    const written = says === said ? bytes : await writeMetadata(bytes, type, says)
    const changes = changesIn(said, await readMetadata(written, type))
    for (const words of changes) note(words)
    if (changes.length === 0) note('This file says nothing beside its picture.')
    return [new File([written], file.name, { type })]
  },
}
