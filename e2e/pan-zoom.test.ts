import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, type Browser } from './browser.ts'
import { readClip } from './clip.ts'

// The tool's worker as it is shipped, in an extension page, without the panel around it.

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await openBrowser({ extension: inject('extension') })
  page = await browser.context.newPage()
  await page.goto(browser.address('panel.html?as=tab'))
})
afterAll(() => browser?.close())

interface Made {
  base64: string
  type: string
  shares: number[]
  /** How much the first, middle and last frame differ from the one before: mean difference of a colour, 0 to 255. */
  changes: number[]
}

/** Draws a picture, runs the tool on it, and plays the result. */
async function move(
  picture: [number, number],
  options: Record<string, string>,
): Promise<Made | { failed: string }> {
  return page.evaluate(
    async ([[width, height], options]) => {
      const canvas = new OffscreenCanvas(width, height)
      const pen = canvas.getContext('2d')!
      for (let x = 0; x < width; x += 20)
        for (let y = 0; y < height; y += 20) {
          pen.fillStyle = `hsl(${(x * 7 + y * 3) % 360} 60% 50%)`
          pen.fillRect(x, y, 20, 20)
        }
      const file = new File([await canvas.convertToBlob({ type: 'image/jpeg' })], 'squares.jpg')
      const shares: number[] = []
      const tool = new Worker('/tool-worker.js', { type: 'module' })
      const made = await new Promise<Blob | string>((resolve) => {
        tool.onmessage = ({ data }) => {
          if ('share' in data) shares.push(data.share)
          else resolve(data.made?.[0] ?? data.failed)
        }
        tool.postMessage({ steps: [{ tool: 'pan-zoom', values: options }], files: [file] })
      })
      tool.terminate()
      if (typeof made === 'string') return { failed: made }

      const video = document.createElement('video')
      video.muted = true
      video.src = URL.createObjectURL(made)
      const frames: Uint8ClampedArray[] = []
      for (const at of [0, 0.5, 0.999]) {
        await new Promise((resolve) => {
          if (video.readyState > 0) resolve(null)
          else video.onloadedmetadata = resolve
        })
        video.currentTime = at * video.duration
        await new Promise((resolve) => (video.onseeked = resolve))
        const still = new OffscreenCanvas(160, 120).getContext('2d')!
        still.drawImage(video, 0, 0, 160, 120)
        frames.push(still.getImageData(0, 0, 160, 120).data)
      }
      const changes = frames.slice(1).map((frame, i) => {
        const before = frames[i]!
        return frame.reduce((sum, value, at) => sum + Math.abs(value - before[at]!), 0) / frame.length
      })
      let binary = ''
      for (const byte of new Uint8Array(await made.arrayBuffer())) binary += String.fromCharCode(byte)
      return { base64: btoa(binary), type: made.type, shares, changes }
    },
    [picture, options] as const,
  )
}

test.each([
  ['Zoom in', [1200, 900], '720p', '5', { width: 960, height: 720, duration: 5 }],
  ['Pan left', [900, 1200], '480p', '10', { width: 480, height: 640, duration: 10 }],
] as const)('%s makes a clip that moves', async (name, size, resolution, seconds, expected) => {
  const made = await move([...size], { move: name, resolution, seconds, image: 'not for the tool' })
  if ('failed' in made) throw new Error(made.failed)
  const bytes = Buffer.from(made.base64, 'base64')
  const clip = await readClip(new Uint8Array(bytes).buffer)
  expect(made.type).toBe('video/mp4')
  expect(clip).toMatchObject({ width: expected.width, height: expected.height, sound: null })
  expect(clip.duration).toBeCloseTo(expected.duration, 3)
  expect(['avc', 'vp9', 'av1']).toContain(clip.codec)
  // Plays before it is loaded whole: the index stands before the pictures.
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  for (const change of made.changes) expect(change).toBeGreaterThan(3)
  expect(made.shares).toEqual(made.shares.toSorted((a, b) => a - b))
  expect(made.shares.at(-1)).toBe(1)
})

test('what cannot be done is said in a sentence', async () => {
  const failed = await page.evaluate(() => {
    const tool = new Worker('/tool-worker.js', { type: 'module' })
    return new Promise((resolve) => {
      tool.onmessage = ({ data }) => resolve(data)
      const options = { move: 'Zoom in', resolution: '480p', seconds: '5' }
      const files = [new File(['no picture'], 'none.png')]
      tool.postMessage({ steps: [{ tool: 'pan-zoom', values: options }], files })
    })
  })
  expect(failed).toEqual({ failed: 'This file cannot be read as a picture.' })
})
