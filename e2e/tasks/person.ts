import { signUp, type Api, type Asset } from '../api.ts'
import { openDatabase } from '../database.ts'

/** Somebody on the Pro plan, who may use every model. */
export async function signUpPro(origin: string, state: string): Promise<Api> {
  const api = await signUp(origin)
  const { workspace } = await api.account()
  const database = await openDatabase(state, false)
  database.prepare("update workspaces set plan = 'pro' where id = ?").run(workspace.id)
  database.close()
  return api
}

const words = [
  'A red reading lamp on a white table, a window behind it',
  'Portrait of a woman in a blue coat by the sea',
]

/** Gives the library what tasks start from: pictures that were made here, and a recording. */
export async function stockLibrary(api: Api, origin: string): Promise<void> {
  for (const prompt of words) {
    const answer = await api.order('/api/image-studio/create', {
      model: 'wavespeed/qwen-image',
      input: { prompt },
      price: { unit: 'image', amount: 1 },
    })
    const [job] = (answer.body as { jobs?: { id: string }[] }).jobs ?? []
    if (!job) throw new Error(`the picture was not ordered: ${JSON.stringify(answer.body)}`)
    await api.ended(job.id)
  }
  await upload(api, origin, new Blob([recording(12)], { type: 'audio/wav' }), 'my voice.wav')
}

export async function upload(api: Api, origin: string, file: Blob, name: string): Promise<Asset> {
  const answer = await fetch(`${origin}/api/image-studio/assets?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.person.token}`, 'content-type': file.type },
    body: file,
  })
  if (!answer.ok) throw new Error(`${name} was not taken: ${await answer.text()}`)
  return (await answer.json()) as Asset
}

/** A WAV of so many seconds that swells like speech: some four syllables a second. */
export function recording(seconds: number, rate = 16_000): ArrayBuffer {
  const count = rate * seconds
  const bytes = new ArrayBuffer(44 + count * 2)
  const view = new DataView(bytes)
  const text = (at: number, letters: string) =>
    [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)))
  text(0, 'RIFF')
  view.setUint32(4, 36 + count * 2, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, count * 2, true)
  for (let i = 0; i < count; i++) {
    const swell = Math.abs(Math.sin((Math.PI * 4 * i) / rate))
    view.setInt16(44 + i * 2, 12_000 * swell * Math.sin((2 * Math.PI * 180 * i) / rate), true)
  }
  return bytes
}
