import sharp from 'sharp'
import type { Api, Asset } from '../api.ts'

// What goes in: drawn here, so that a test knows where everything is.

export const size = { width: 512, height: 384 }

const svg = (body: string) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${body}</svg>`,
    ),
  )
    .png()
    .toBuffer()

/** A red ball on grass under a sky. */
const scene = () =>
  svg(`<rect width="512" height="384" fill="#9cc9ee"/><rect y="240" width="512" height="144" fill="#6aa84f"/>
    <circle cx="256" cy="210" r="90" fill="#d42a2a"/>`)

/** A blue chair on a plain ground. */
const thing = () =>
  svg(`<rect width="512" height="384" fill="#f4efe6"/><rect x="180" y="90" width="150" height="130" fill="#2f5fb3"/>
    <rect x="180" y="220" width="150" height="36" fill="#234a8f"/><rect x="186" y="256" width="18" height="80" fill="#234a8f"/>
    <rect x="306" y="256" width="18" height="80" fill="#234a8f"/>`)

const sign = () =>
  svg(`<rect width="512" height="384" fill="#fbf7ee"/>
    <text x="256" y="210" font-family="sans-serif" font-size="84" font-weight="bold" text-anchor="middle">OPEN NOW</text>`)

/** White where the ball is. */
const mask = () =>
  svg('<rect width="512" height="384" fill="black"/><circle cx="256" cy="210" r="100" fill="white"/>')

export const soundSeconds = 6

/** A voice of a kind: a tone that comes and goes, as WAV, mono, 16 bits, 16 kHz. */
function recording(): Buffer {
  const rate = 16_000
  const samples = rate * soundSeconds
  const bytes = Buffer.alloc(44 + samples * 2)
  bytes.write('RIFF')
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples * 2, 40)
  for (let n = 0; n < samples; n++) {
    const loud = Math.max(0, Math.sin((n / rate) * 5))
    bytes.writeInt16LE(Math.round(12_000 * loud * Math.sin((n / rate) * 2 * Math.PI * 180)), 44 + n * 2)
  }
  return bytes
}

const made = { scene, thing, sign, mask, sound: async () => recording() }

/** Ids in the library, by what they show. */
export type Materials = Record<keyof typeof made, string>

/** Puts a file into a person's library; gives its id there. */
export async function addFile(origin: string, api: Api, name: string, bytes: Uint8Array): Promise<string> {
  const answer = await fetch(`${origin}/api/image-studio/assets?name=${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.person.token}` },
    body: new Uint8Array(bytes),
  })
  if (!answer.ok) throw new Error(`${name} was not taken: ${await answer.text()}`)
  return ((await answer.json()) as Asset).id
}

/** Puts them all into a person's library. */
export async function addMaterials(origin: string, api: Api): Promise<Materials> {
  const ids: Partial<Materials> = {}
  for (const [name, make] of Object.entries(made))
    ids[name as keyof Materials] = await addFile(origin, api, name, await make())
  return ids as Materials
}
