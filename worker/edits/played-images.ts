/** What is used of Cloudflare's Images binding. */
export type Images = Pick<ImagesBinding, 'input'>

/** The way out. */
type Network = (address: string, init: RequestInit) => Promise<Response>

/** The host that the binding speaks to; the sandbox plays it. */
const host = 'js.images.cloudflare.com'

type Change = { change: ImageTransform } | { drawn: Played; options: ImageDrawOptions }

/** A call of the service that was answered with a number of its own. */
class PlayedError extends Error implements ImagesError {
  readonly code: number
  constructor(message: string, code: number) {
    super(message)
    this.code = code
  }
}

class Played implements ImageTransformer {
  readonly #send: (form: FormData) => Promise<Response>
  readonly #source: ReadableStream<Uint8Array>
  readonly #changes: Change[] = []

  constructor(send: (form: FormData) => Promise<Response>, source: ReadableStream<Uint8Array>) {
    this.#send = send
    this.#source = source
  }

  transform(change: ImageTransform): this {
    this.#changes.push({ change })
    return this
  }

  draw(image: ReadableStream<Uint8Array> | ImageTransformer, options: ImageDrawOptions = {}): this {
    const drawn =
      image instanceof Played ? image : new Played(this.#send, image as ReadableStream<Uint8Array>)
    this.#changes.push({ drawn, options })
    return this
  }

  async output({ format, quality, background }: ImageOutputOptions): Promise<ImageTransformationResult> {
    const form = new FormData()
    const changes: object[] = []
    await this.#write(form, changes, 0)
    form.append('transforms', JSON.stringify(changes))
    form.append('output_format', format)
    if (quality !== undefined) form.append('output_quality', String(quality))
    if (background !== undefined) form.append('background', background)
    const answer = await this.#send(form)
    const code = /err=(\d+)/.exec(answer.headers.get('cf-images-binding') ?? '')?.[1]
    if (code) throw new PlayedError(await answer.text(), Number(code))
    if (!answer.ok) throw new Error(`Images answered ${answer.status}`)
    const type = answer.headers.get('content-type') ?? format
    const body = answer.body ?? new Blob([]).stream()
    return {
      contentType: () => type,
      image: () => body,
      response: () => new Response(body, { headers: { 'content-type': type } }),
    }
  }

  /** Picture 0 is the one that is given back; those drawn on it follow in the order they are named. */
  async #write(form: FormData, changes: object[], own: number): Promise<void> {
    form.append(own === 0 ? 'image' : 'draw_image', await new Response(this.#source).blob(), 'image')
    for (const one of this.#changes) {
      if ('change' in one) {
        changes.push({ imageIndex: own, ...one.change })
        continue
      }
      const drawn = form.getAll('draw_image').length + 1
      await one.drawn.#write(form, changes, drawn)
      changes.push({ drawImageIndex: drawn, targetImageIndex: own, ...one.options })
    }
  }
}

/**
 * The Images binding where the sandbox plays the outside: the same requests as the runtime's own binding sends, to the
 * sandbox. What the local runtime plays by itself knows no quality, no overlay and no colours.
 */
export function playedImages(sandboxUrl: string, network: Network): Images {
  const address = `${sandboxUrl.replace(/\/$/, '')}/${host}/transform`
  return {
    input: (stream) => new Played((body) => network(address, { method: 'POST', body }), stream),
  }
}
