import { join } from 'node:path'
import { signUp } from '../api.ts'
import { openBrowser } from '../browser.ts'
import { root } from '../children.ts'
import { buildExtension, readManifest } from '../extension.ts'
import { addresses } from '../pages/pages.ts'
import { routePages } from '../pages/route.ts'
import { openStudio } from '../studio.ts'

// Everything, in a browser, signed in as a demo person. It stays until the browser is closed or Ctrl+C is pressed.

const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
if (!hasScreen) {
  console.log('There is no display here, so nobody could see a browser: running the demo instead.')
  await import('./demo.ts')
} else {
  console.log('Atelier: starting the Worker and the sandbox, and building the extension')
  const studio = await openStudio({ state: join(root, '.wrangler/state'), ownKeys: true, follow: true })
  const ada = await signUp(studio.worker.url)
  const extension = await buildExtension({ apiOrigin: studio.worker.url })
  const browser = await openBrowser({ extension, ownScreen: true })
  await routePages(browser.context, { sandbox: studio.sandbox.url })
  await browser.context
    .serviceWorkers()[0]!
    .evaluate((token) => chrome.storage.local.set({ token }), ada.person.token)
  const [page = await browser.context.newPage()] = browser.context.pages()
  await page.goto(addresses.linkedin)
  const shortcut = readManifest(extension).commands?.['open-panel']?.suggested_key?.default
  console.log(`
Signed in as ${ada.person.name} (${ada.person.email}, password ${ada.person.password}).
Worker ${studio.worker.url} · sandbox ${studio.sandbox.url}

Try this:
  1. "Start a post", write a line, press ${shortcut}: the panel opens with your line as the prompt.
  2. Press "Create", choose a picture, "Insert into post".
  3. Open ${addresses.shop} in the same browser, right-click the lamp: "Atelier", "Use this picture", then "Animate a picture".
  4. Words in a prompt that make the played vendor misbehave: [fail] [refuse] [stall] [slow] [nsfw].

Close the browser or press Ctrl+C to end.`)
  await browser.closed
  await studio.close()
  process.exit(0)
}
