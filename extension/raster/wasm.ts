const modules = new Map<string, Promise<WebAssembly.Module>>()

/** A packaged codec, compiled once in a worker's life. */
export function compiled(url: string): Promise<WebAssembly.Module> {
  let module = modules.get(url)
  if (!module) {
    module = WebAssembly.compileStreaming(fetch(url))
    modules.set(url, module)
    module.catch(() => modules.delete(url))
  }
  return module
}

/** Pixels from which on a codec is started anew afterwards: the memory it has grown by is never given back. */
const manyPixels = 16_000_000

/** A codec that is started when it is first needed, and again after a picture that made it large. */
export function started<Codec>(start: () => Promise<Codec>) {
  let running: Promise<Codec> | null = null
  return async <Made>(pixels: number, work: (codec: Codec) => Made | Promise<Made>): Promise<Made> => {
    running ??= start()
    const mine = running
    try {
      const made = await work(await mine)
      if (pixels >= manyPixels) running = null
      return made
    } catch (cause) {
      // What has run out of memory is of no use any more.
      running = null
      throw cause
    }
  }
}
