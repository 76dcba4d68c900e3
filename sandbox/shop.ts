import { Hono } from 'hono'
import { serveFile } from './files.ts'
import { drawPicture, typeOf } from './pictures.ts'
import type { Vendor, Wire } from './vendor.ts'

/** Some web site with pictures of things for sale: `/pictures/NAME.jpg` or `.png`, the same for the same name. */
export function openShop(): Vendor {
  const app = new Hono<Wire>()
  app.get('/pictures/:file', async (c) => {
    const [, name, ending] = /^([\w-]+)\.(jpg|png)$/.exec(c.req.param('file')) ?? []
    if (name === undefined) return c.notFound()
    const format = ending === 'png' ? 'png' : 'jpeg'
    const prompt = name.replace(/[-_\d]+/g, ' ')
    const bytes = await drawPicture({ prompt, seed: name, width: 1200, height: 900, format, product: true })
    return serveFile(bytes, typeOf(format), c.req.header('range'))
  })
  return {
    name: 'shop',
    hosts: { 'shop.atelier.example': app },
    refuse: (status) => new Response(`Error ${status}\n`, { status }),
    tasks: () => [],
    reset: () => undefined,
  }
}
