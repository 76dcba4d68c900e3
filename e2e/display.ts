import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { startChild, temporaryFolder, until } from './children.ts'

/** A screen of our own with a window manager, and a hand on its mouse and keyboard. */
export interface Display {
  name: string
  size: { width: number; height: number }
  press(...keys: readonly string[]): void
  click(x: number, y: number, button?: 'left' | 'right'): Promise<void>
  windows(): string[]
  /** How many things stand on the screen: windows, and menus, each of which is one more. */
  standing(): number
  /** Red, green and blue of one pixel, each 0 to 255. */
  colourAt(x: number, y: number): readonly [number, number, number]
  /** The whole screen as a PNG. */
  picture(file: string): Promise<void>
  close(): Promise<void>
}

const size = { width: 1440, height: 900 }

/** Starts Xvfb on a free number, and openbox on it: without a window manager nothing gets the focus. */
export async function openDisplay(): Promise<Display> {
  if (process.platform !== 'linux')
    throw new Error(
      'Real keys and clicks are made on a screen of our own (Xvfb, openbox, xdotool), and those are for Linux: ' +
        'use a Linux machine or container, or "npm start" to try it by hand.',
    )
  const folder = temporaryFolder('display')
  let told = ''
  const server = startChild(
    [
      'Xvfb',
      '-displayfd',
      '3',
      '-screen',
      '0',
      `${size.width}x${size.height}x24`,
      '-nolisten',
      'tcp',
      '-fbdir',
      folder,
    ],
    { extraPipes: 1, heard: (text) => (told += text) },
  )
  const number = await until('the display’s number', () => {
    if (!server.isRunning()) throw new Error(`Xvfb ended: ${server.output()}`)
    // The whole line: half a number is another display.
    return /^(\d+)\n/m.exec(told)?.[1]
  })
  const name = `:${number}`
  const env = { ...process.env, DISPLAY: name }
  let manager = startChild(['openbox'], { env: { DISPLAY: name } })
  const hand = (...args: readonly string[]) =>
    execFileSync('xdotool', args, { env, encoding: 'utf8', stdio: 'pipe' })
  await until('the window manager', () => {
    // It ends at once where it comes to a screen too early.
    if (!manager.isRunning()) manager = startChild(['openbox'], { env: { DISPLAY: name } })
    try {
      return hand('get_num_desktops').trim().length > 0
    } catch {
      return false
    }
  })
  return {
    name,
    size,
    press: (...keys) => void hand('key', '--clearmodifiers', ...keys),
    click: async (x, y, button = 'left') => {
      hand('mousemove', String(Math.round(x)), String(Math.round(y)))
      await sleep(60)
      hand('click', button === 'left' ? '1' : '3')
    },
    windows: () => {
      try {
        return hand('search', '--onlyvisible', '--class', 'chrom').trim().split('\n').filter(Boolean)
      } catch {
        return []
      }
    },
    standing: () => hand('search', '--onlyvisible', '--name', '.*').trim().split('\n').length,
    colourAt: (x, y) => {
      const { rgb, width } = readScreen(join(folder, 'Xvfb_screen0'))
      const at = (y * width + x) * 3
      return [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0]
    },
    picture: (file) => savePicture(join(folder, 'Xvfb_screen0'), file),
    close: async () => {
      await manager.stop()
      await server.stop()
    },
  }
}

async function savePicture(frameBuffer: string, file: string): Promise<void> {
  const { rgb, width, height } = readScreen(frameBuffer)
  await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(file)
}

/** Xvfb keeps its screen in a file, in the old XWD form: a header of big-endian numbers, then rows of BGRX. */
function readScreen(frameBuffer: string): { rgb: Buffer; width: number; height: number } {
  const bytes = readFileSync(frameBuffer)
  const number = (index: number) => bytes.readUInt32BE(index * 4)
  const [headerSize, width, height, rowBytes, colours] = [0, 4, 5, 12, 19].map(number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const start = headerSize + colours * 12
  const rgb = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = start + y * rowBytes + x * 4
      const to = (y * width + x) * 3
      rgb[to] = bytes[from + 2]!
      rgb[to + 1] = bytes[from + 1]!
      rgb[to + 2] = bytes[from]!
    }
  return { rgb, width, height }
}
