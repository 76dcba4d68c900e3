import type { World } from '../test-world.ts'

export type FormBody = Readonly<Record<string, string | number | Buffer>>

/** A form as clients send it: files are buffers. */
export function formOf(body: FormBody): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(body))
    if (Buffer.isBuffer(value))
      form.set(name, new Blob([new Uint8Array(value)], { type: 'image/png' }), `${name}.png`)
    else form.set(name, String(value))
  return form
}

/** A client that speaks Stability's v2beta to a sandbox. */
export function openClient(world: World, key = 'sandbox-key') {
  const at = (path: string) => `https://api.stability.ai${path}`
  const send = (path: string, body: FormBody, headers: Record<string, string> = {}) =>
    world.get(at(path), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, ...headers },
      body: formOf(body),
    })
  const ask = (path: string, headers: Record<string, string> = {}) =>
    world.get(at(path), { headers: { authorization: `Bearer ${key}`, ...headers } })
  async function make(path: string, body: FormBody): Promise<Buffer> {
    const answer = await send(path, body)
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (answer.headers.get('content-type')?.startsWith('application/json') !== true) return bytes
    const { id } = JSON.parse(bytes.toString()) as { id: string }
    for (;;) {
      const result = await ask(`/v2beta/results/${id}`)
      if (result.status === 200) return Buffer.from(await result.arrayBuffer())
      if (result.status !== 202) throw new Error(`${result.status} ${await result.text()}`)
      // Asked any oftener, the rate of a slow machine's waiting alone would be too high.
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
  return { send, ask, make }
}
