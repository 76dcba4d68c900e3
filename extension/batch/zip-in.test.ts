import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/index-native.js'
import { expect, test } from 'vitest'
import { findIn } from './find.ts'
import type { Bytes } from './store.ts'
import { listZip, UnfitZip } from './zip-in.ts'

async function zipOf(
  entries: Record<string, string | Uint8Array>,
  options: { password?: string; level?: number } = {},
) {
  const zip = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, ...options })
  for (const [name, content] of Object.entries(entries))
    await zip.add(name, typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content))
  return zip.close()
}

async function unpack(open: Bytes): Promise<Uint8Array> {
  if (open instanceof Blob) return new Uint8Array(await open.arrayBuffer())
  const pieces: Uint8Array<ArrayBuffer>[] = []
  await open(async (piece) => void pieces.push(piece.slice()))
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

test('names and folders are kept, and bytes come as they were packed', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000))
  const zip = await zipOf({
    'Sommer/Café ☕.jpg': bytes,
    'a.png': 'a',
    '__MACOSX/._a.png': 'x',
    '.DS_Store': 'x',
  })
  const found = await listZip(zip, 'pictures.zip')
  expect(found.map(({ folder, name }) => [folder, name])).toEqual([
    ['Sommer', 'Café ☕.jpg'],
    ['', 'a.png'],
  ])
  const [first] = found
  if (!first || 'reason' in first) throw new Error('refused')
  expect(first.bytes).toBe(60_000)
  expect(await unpack(first.open)).toEqual(bytes)
})

test('what could do harm is refused by name, and the rest is taken', async () => {
  const zip = await zipOf({
    '../../evil.jpg': 'x',
    '/etc/evil.jpg': 'x',
    'more/inner.zip': 'x',
    'bomb.png': new Uint8Array(40 * 1024 * 1024),
    'good.png': 'x',
  })
  const finds = await findIn([{ file: new File([zip], 'all.zip'), folder: '' }])
  expect(finds.pictures.map(({ name }) => name)).toEqual(['good.png'])
  expect(finds.refused.map(({ name, reason }) => [name, reason.slice(0, 24)])).toEqual([
    ['../../evil.jpg', 'Its path leads out of th'],
    ['/etc/evil.jpg', 'Its path leads out of th'],
    ['more/inner.zip', 'It is a packed file insi'],
    ['bomb.png', 'It unpacks to 41.9 MB fr'],
  ])
})

test('a locked file, a file that is more than its ZIP says, and a damaged one are refused', async () => {
  const locked = await listZip(await zipOf({ 'a.png': 'secret' }, { password: 'x' }), 'a.zip')
  expect(locked).toEqual([expect.objectContaining({ reason: expect.stringMatching(/password/) as string })])

  const plain = new Uint8Array(await (await zipOf({ 'a.png': 'a'.repeat(5000) }, { level: 0 })).arrayBuffer())
  // Both the local header and the directory say 5,000 bytes: the content is changed under them.
  plain[plain.indexOf(97) + 900] = 98
  const [damaged] = await listZip(new Blob([plain]), 'a.zip')
  if (!damaged || 'reason' in damaged) throw new Error('refused')
  await expect(unpack(damaged.open)).rejects.toThrow(UnfitZip)

  await expect(listZip(new Blob(['no zip']), 'a.zip')).rejects.toThrow(/a\.zip cannot be read as a ZIP/)
})

test('what lies in a folder beside pictures is counted, not taken', async () => {
  const file = (name: string, type = '') => ({ file: new File(['x'], name, { type }), folder: 'shop/new' })
  const finds = await findIn([
    file('b.tiff'),
    file('a 10.jpg'),
    file('a 2.JPG'),
    file('no-ending', 'image/png'),
    file('prices.csv'),
    file('read me.txt'),
    file('Thumbs.db'),
  ])
  expect(finds.pictures.map(({ folder, name }) => `${folder}/${name}`)).toEqual([
    'shop/new/a 2.JPG',
    'shop/new/a 10.jpg',
    'shop/new/b.tiff',
    'shop/new/no-ending',
  ])
  expect([finds.lists.length, finds.others]).toEqual([1, 1])
})
