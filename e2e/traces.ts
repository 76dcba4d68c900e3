import { readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { temporaryFolder } from './children.ts'

// What a page can find of an extension, and an extension that leaves every such trace.

/** Lines of text, by the kind of trace. */
export type Traces = Record<string, string[]>

interface Probe {
  look(): Promise<Traces>
  knock(): Promise<void>
  reach(addresses: readonly string[]): Promise<string[]>
}
type Probed = Window & { probe: Probe }

/** Everything the suspicious page sees from its own world, and what its frame of another site sees. */
export async function lookFor(page: Page): Promise<Traces> {
  const [inner] = page.frames().filter((frame) => frame.url().startsWith('https://frames.'))
  const look = (frame: Frame) =>
    frame.evaluate(async () => {
      const { probe } = window as unknown as Probed
      await probe.knock()
      return probe.look()
    })
  const [own, framed] = [await look(page.mainFrame()), await look(inner!)]
  return {
    ...own,
    ...Object.fromEntries(Object.entries(framed).map(([kind, lines]) => [`${kind} in the frame`, lines])),
  }
}

/** What is seen now and was not seen then, kind by kind; kinds without any are left out. */
export function added(then: Traces, now: Traces): Traces {
  const more = Object.entries(now).map(([kind, lines]) => {
    const left = [...(then[kind] ?? [])]
    const fresh = lines.filter((line) => {
      const at = left.indexOf(line)
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    return [kind, fresh] as const
  })
  return Object.fromEntries(more.filter(([, lines]) => lines.length > 0))
}

/** The files of an extension that the page, or its frame, can load by their addresses, or by guessed ones. */
export async function reachable(page: Page, folder: string, id: string): Promise<string[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  const guessed = ['icon.png', 'icons/icon128.png', 'content.js', 'content-scripts/content.js', 'inject.js']
  const addresses = [...files, ...guessed].map((file) => `chrome-extension://${id}/${file}`)
  const found: string[] = []
  for (const frame of page.frames().filter((each) => each.url().startsWith('https://')))
    found.push(
      ...(await frame.evaluate(
        (addresses) => (window as unknown as Probed).probe.reach(addresses),
        addresses,
      )),
    )
  return found
}

const key = Buffer.from('an extension that leaves traces').toString('base64')

/** An extension with nothing behind it; with `plants`, one that leaves a trace of every kind. */
export function plainExtension(plants: boolean): string {
  const folder = temporaryFolder(plants ? 'planted' : 'empty')
  const matches = ['https://*.atelier.example/*']
  const scripts = [
    { js: ['own-world.js'], matches, run_at: 'document_end', world: 'MAIN' },
    { js: ['isolated.js'], matches, run_at: 'document_end' },
  ]
  const manifest = {
    manifest_version: 3,
    name: 'Plain',
    version: '1',
    key,
    background: { service_worker: 'background.js' },
    ...(plants && {
      content_scripts: scripts.map((script) => ({ ...script, all_frames: true })),
      web_accessible_resources: [{ resources: ['seen.txt'], matches: ['https://*/*'] }],
    }),
  }
  const ownWorld = `
    window.plantedHere = true
    const click = HTMLInputElement.prototype.click
    HTMLInputElement.prototype.click = function () { return click.call(this) }
    document.head.append(Object.assign(document.createElement('style'), { textContent: 'b { color: red }' }))
    localStorage.setItem('planted', '1')
    fetch('/planted')
    setTimeout(() => { throw new Error('planted') })
  `
  const isolated = `
    document.documentElement.setAttribute('data-planted', '')
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('i { color: red }')
    document.adoptedStyleSheets = [sheet]
    addEventListener('keydown', () => {})
    document.addEventListener('input', () => {}, true)
    document.querySelector('main')?.addEventListener('scroll', () => {})
    performance.mark('planted')
    setTimeout(() => {
      postMessage('planted', '*')
      new BroadcastChannel('atelier').postMessage('planted')
      document.dispatchEvent(new CustomEvent('atelier:ready'))
    }, 50)
  `
  const files = {
    'manifest.json': JSON.stringify(manifest),
    'background.js': '',
    'seen.txt': 'seen',
    'own-world.js': ownWorld,
    'isolated.js': isolated,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}
