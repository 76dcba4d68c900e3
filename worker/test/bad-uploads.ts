import { paths } from '../../shared/api.ts'
import { type Row, type Scene } from './bad-input.ts'
import { send } from './caller.ts'
import { fileOf } from './files.ts'
import { glbOf, wavOf } from './sounds.ts'
import { half, pngOf } from './odd-files.ts'

const megabyte = 1024 * 1024
const encoder = new TextEncoder()

const upload =
  (bytes: () => BodyInit, query = '', headers: Record<string, string> = {}) =>
  ({ token }: Scene) =>
    send(`${paths.assets}${query}`, { method: 'POST', body: bytes(), headers, token })

const bytesOf = (text: string) => () => encoder.encode(text)

/** A picture's first bytes, and then so many megabytes of nothing. */
const long = (megabytes: number) => () => {
  const bytes = new Uint8Array(megabytes * megabyte)
  bytes.set(fileOf('png'))
  return bytes
}

/** The same without saying how long it is. */
export const unannounced = (megabytes: number) => () => {
  let sent = 0
  const piece = new Uint8Array(megabyte)
  piece.set(fileOf('png'))
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent++ < megabytes) controller.enqueue(piece)
      else controller.close()
    },
  })
}

const png = { 'content-type': 'image/png' }
/** Uploads that are not taken. */
export const badUploads: readonly Row[] = [
  ['nothing at all', 'wrong-type', /not a kind of picture/, upload(() => new Uint8Array(0))],
  [
    'text named .png',
    'wrong-type',
    /not a kind of picture/,
    upload(bytesOf('just text'), '?name=picture.png', png),
  ],
  [
    'a page named .png',
    'wrong-type',
    /not a kind/,
    upload(bytesOf('<html><script>1</script>'), '?name=a.png', png),
  ],
  [
    'a drawing that carries script',
    'wrong-type',
    /not a kind/,
    upload(bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>')),
  ],
  ['a program', 'wrong-type', /not a kind/, upload(bytesOf('MZ\u0090\u0000'), '?name=a.jpg')],
  ['an archive', 'wrong-type', /not a kind/, upload(bytesOf('PK\u0003\u0004'), '?name=a.webp')],
  ['a document', 'wrong-type', /not a kind/, upload(bytesOf('%PDF-1.7'))],
  ['a HEIC picture', 'wrong-type', /Use one of/, upload(bytesOf('\0\0\0\u0018ftypheic\0\0\0\0mif1heic'))],
  ['a QuickTime clip', 'wrong-type', /Use one of/, upload(bytesOf('\0\0\0\u0014ftypqt  \0\0\0\0qt  '))],
  ['a picture of 60 MB', 'too-large', /25 MB/, upload(long(60))],
  ['a picture of 60 MB that does not say so', 'too-large', /25 MB/, upload(unannounced(60))],
  ['30,000 x 30,000 pixels', 'too-large', /30,000 x 30,000/, upload(() => pngOf(30_000, 30_000))],
  ['one endless row of pixels', 'too-large', /2,147,483,647 x 1/, upload(() => pngOf(2 ** 31 - 1, 1))],
  ['a picture of no size', 'wrong-type', /damaged/, upload(() => pngOf(0, 0))],
  ['a PNG cut off', 'wrong-type', /not arrive whole/, upload(() => half('png'))],
  ['a JPEG cut off', 'wrong-type', /not arrive whole/, upload(() => half('jpeg'))],
  ['a WebP cut off', 'wrong-type', /not arrive whole/, upload(() => half('webp'))],
  ['a GIF cut off', 'wrong-type', /not arrive whole/, upload(() => half('gif', 0.9))],
  ['an AVIF cut off', 'wrong-type', /not arrive whole/, upload(() => half('avif', 0.95))],
  ['a clip cut off', 'wrong-type', /damaged|whole/, upload(() => half('clip'))],
  ['a sound cut off', 'wrong-type', /not arrive whole/, upload(() => wavOf(2).slice(0, 9000))],
  ['a sound of no length', 'wrong-type', /damaged/, upload(() => wavOf(0))],
  ['a 3D body', 'wrong-type', /not a kind/, upload(() => glbOf())],
  ['a head and nothing more', 'wrong-type', /damaged/, upload(() => fileOf('png').slice(0, 12))],
  [
    'an upload by no model we know',
    'bad-input',
    /No model/,
    upload(() => fileOf('jpeg'), '?model=device/none'),
  ],
  [
    'an upload of somebody else’s picture',
    'not-found',
    /not in your library/,
    (s) => upload(() => fileOf('jpeg'), `?model=device/pan-zoom&from=${s.theirs.picture}`)(s),
  ],
  [
    'an upload with an unknown word in its query',
    'bad-input',
    /colour/,
    upload(() => fileOf('jpeg'), '?colour=red'),
  ],
  [
    'an upload with a name without end',
    'bad-input',
    /name/,
    upload(() => fileOf('jpeg'), `?name=${'n'.repeat(201)}`),
  ],
  [
    'an upload that takes itself for JSON',
    'wrong-type',
    /not a kind/,
    upload(bytesOf('{"a":1}'), '', { 'content-type': 'application/json' }),
  ],
]
