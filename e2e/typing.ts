import type { Locator } from 'playwright-core'
import { signUp } from './api.ts'
import { openBrowser, type Browser } from './browser.ts'
import { until } from './children.ts'
import type { Display } from './display.ts'
import { readManifest } from './extension.ts'
import { answerQuestion, clickInPanel, pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'
import { plainExtension } from './traces.ts'

// What a typed key costs the page: with the panel called and the button standing at the field, beside the same
// page in a browser with an extension that does nothing.

/** Milliseconds of each key, piece by piece. */
export interface Typed {
  /** Two runs without Atelier: what differs between them is noise. */
  bare: readonly [number[][], number[][]]
  ours: number[][]
  /** Characters that arrived in the field beside Atelier, and layout shifts seen there. */
  arrived: number
  shifts: number
}

interface Setting {
  display: Display
  extension: string
  api: string
  sandbox: string
}

interface Watched {
  keys: number[]
  shifts: number
}

/** Types `keys` keys in pieces, in turns, so that whatever else the machine does falls on all runs alike. */
export async function compareTyping(setting: Setting, keys: number, piece: number): Promise<Typed> {
  const bare = await openBrowser({ extension: plainExtension(false), display: setting.display })
  const withUs = await openBrowser({ extension: setting.extension, display: setting.display })
  try {
    const field = await openField(bare, setting)
    const ourField = await openField(withUs, setting)
    await callEverything(setting, withUs, ourField)
    const typed = { bare: [[], []] as [number[][], number[][]], ours: [] as number[][], arrived: 0 }
    for (let done = 0; done < keys; done += piece) {
      typed.bare[0].push(await typeInto(field, piece))
      typed.ours.push(await typeInto(ourField, piece))
      typed.arrived += (await ourField.inputValue()).length
      typed.bare[1].push(await typeInto(field, piece))
    }
    const shifts = await ourField.page().evaluate(() => (window as unknown as Watched).shifts)
    return { ...typed, shifts }
  } finally {
    await withUs.close()
    await bare.close()
  }
}

async function openField(browser: Browser, { sandbox }: Setting): Promise<Locator> {
  await routePages(browser.context, { sandbox })
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  await page.goto(addresses.shop)
  await page.evaluate(() => {
    const watched = window as unknown as Watched
    ;[watched.keys, watched.shifts] = [[], 0]
    new PerformanceObserver((list) => (watched.shifts += list.getEntries().length)).observe({
      type: 'layout-shift',
    })
    let pressed = 0
    addEventListener('keydown', () => (pressed = performance.now()), true)
    // Behind all that listens to the key, and all that follows from it: the page is laid out, then it is over.
    const over = new MessageChannel()
    over.port1.onmessage = () => {
      document.body.getBoundingClientRect()
      watched.keys.push(performance.now() - pressed)
    }
    addEventListener('input', () => over.port2.postMessage(null))
  })
  return page.getByLabel('What do you like about it?')
}

/** As a person does: the panel called by the shortcut, the button asked for and allowed, the field clicked. */
async function callEverything(setting: Setting, browser: Browser, field: Locator): Promise<void> {
  const { display, extension, api } = setting
  const { person } = await signUp(api)
  await browser.context
    .serviceWorkers()[0]!
    .evaluate((token) => chrome.storage.local.set({ token }), person.token)
  const page = field.page()
  await page.bringToFront()
  pressShortcut(display, readManifest(extension).commands?.['open-panel']?.suggested_key?.default ?? '')
  const panel = await browser.surface('as=side&tab=')
  await panel.page.getByRole('button', { name: 'Settings' }).click()
  const knob = panel.page.locator('.switch-track').first()
  await answerQuestion(display, 'allow', () => clickInPanel(display, knob))
  // The browser's own panel makes the page narrower, and that moves things; from here on nothing may.
  await page.evaluate(() => ((window as unknown as Watched).shifts = 0))
  await field.click()
  await until('the button', async () => (await page.locator('[popover="manual"]').count()) === 1)
}

async function typeInto(field: Locator, keys: number): Promise<number[]> {
  const page = field.page()
  await field.fill('')
  await field.focus()
  const line = await page.context().newCDPSession(page)
  await page.evaluate(async () => {
    // What emptying the field brought about is over by then.
    await new Promise((resolve) => setTimeout(resolve, 50))
    ;(window as unknown as Watched).keys = []
  })
  for (let i = 0; i < keys; i++) {
    const text = i % 6 === 5 ? ' ' : String.fromCharCode(97 + (i % 26))
    const key = {
      key: text,
      text,
      unmodifiedText: text,
      windowsVirtualKeyCode: text.toUpperCase().charCodeAt(0),
    }
    await line.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key })
    await line.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
  }
  await line.detach()
  return until('all keys to have come', () =>
    page.evaluate((keys) => {
      const seen = (window as unknown as Watched).keys
      return seen.length >= keys && seen
    }, keys),
  )
}
