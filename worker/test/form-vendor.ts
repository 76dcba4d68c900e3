import type { Chance } from './chance.ts'
import { fileFor, type Vendor, type VendorTask, type VendorWeather } from './vendor.ts'

// Stability AI's wire as the documents have it, beside WaveSpeed's: a form goes in and the file itself comes back,
// once; one call alone answers with a name. It has no history, and rings nobody.

/** What a form asks for. The job stands in its boundary. */
export interface Form {
  contentType: string
  body: string
}

export const jobOf = ({ contentType }: Pick<Form, 'contentType'>) =>
  /boundary=atelier-(\w+)/.exec(contentType)?.[1] ?? ''

export function openFormVendor(
  chance: Chance,
  now: () => number,
  weather: VendorWeather,
  { tasks }: Pick<Vendor, 'tasks'>,
) {
  const wrong = () => weather.gone || chance.yes(weather.wrong)
  const refusal = (status: number, name: string) =>
    Response.json({ id: '0a', name, errors: [name] }, { status })
  const page = () => new Response('<html>bad gateway</html>', { status: 502 })
  const refuse = () =>
    chance.pick([() => refusal(429, 'rate_limit'), () => refusal(500, 'internal_error'), page])()

  function submit(path: string, form: Form): Response {
    if (wrong()) return refuse()
    const task: VendorTask = {
      id: `f${tasks.length}x${chance.below(1e9)}`,
      jobId: jobOf(form),
      inputs: { prompt: /name="prompt"\r\n\r\n([^\r]*)\r\n/.exec(form.body)?.[1] ?? '' },
      createdAt: now(),
      fate: chance.pick(weather.fates),
      endsAt: now() + chance.pick([0, 3000, 20_000, 170_000, 400_000]),
    }
    const later = path.endsWith('/creative')
    // What fails at once is not billed: it was never taken.
    if (task.fate === 'fails' && !later)
      return chance.pick([() => refusal(403, 'content_moderation'), () => refusal(500, 'internal_error')])()
    tasks.push(task)
    if (later) return wrong() ? chance.pick([page, half])() : Response.json({ id: task.id })
    // Whoever gets no answer now never gets one.
    return task.fate === 'never' ? page() : show(task)
  }

  const half = () => new Response('{"id":"f', { headers: { 'content-type': 'application/json' } })

  function show({ fate, inputs }: VendorTask): Response {
    if (fate === 'fails') return refusal(422, 'it cannot be done')
    if (fate === 'fileless') return Response.json({ hello: 'world' })
    const { type, bytes } = fileFor(inputs.prompt)
    const headers = {
      'content-type': type,
      'finish-reason': fate === 'flagged' ? 'CONTENT_FILTERED' : 'SUCCESS',
    }
    return new Response(wrong() ? brokenOff(bytes.slice(0, chance.below(bytes.byteLength))) : bytes, {
      headers,
    })
  }

  function brokenOff(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
    let sent = false
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent) controller.error(new Error('the connection was lost'))
        else controller.enqueue(bytes)
        sent = true
      },
    })
  }

  function result(id: string): Response {
    if (wrong()) return refuse()
    const task = tasks.find((each) => each.id === id)
    if (!task) return refusal(404, 'not_found')
    if (task.fate === 'never' || now() < task.endsAt)
      return Response.json({ id, status: 'in-progress' }, { status: 202 })
    return show(task)
  }

  return {
    host: 'api.stability.ai',
    /** The network, as far as this vendor is behind it. */
    answer: (url: URL, form: Form) =>
      url.pathname.startsWith('/v2beta/results/')
        ? result(url.pathname.split('/').at(-1)!)
        : submit(url.pathname, form),
  }
}
