import { enoughToTell, sniff } from './sniff.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'

/** The longer side of a drawing that says no size, or a small one; and the most that is made of a large one. */
const least = 1024
const most = 8192

/**
 * Files as a worker can read them: drawings (SVG) are drawn here, since only a page can, all others stay as they are.
 * A drawing is shown as a picture is: its scripts do not run, and nothing is loaded from outside. Throws UnfitFile.
 */
export const drawn = <Each extends Blob>(files: readonly Each[]): Promise<(Each | File)[]> =>
  Promise.all(files.map(drawnIfSvg))

async function drawnIfSvg<Each extends Blob>(file: Each): Promise<Each | File> {
  const head = new Uint8Array(await file.slice(0, enoughToTell).arrayBuffer())
  if (sniff(head) !== 'image/svg+xml') return file
  return new File([await drawSvg(file)], file instanceof File ? file.name : 'drawing', { type: 'image/png' })
}

/** Whether a drawing shows something that lies in another file, which is not loaded: it would be drawn broken. */
async function lacksParts(file: Blob): Promise<boolean> {
  const root = new DOMParser().parseFromString(await file.text(), 'image/svg+xml')
  return [...root.querySelectorAll('image, feImage, use')].some((part) => {
    const address = part.getAttribute('href') ?? part.getAttributeNS('http://www.w3.org/1999/xlink', 'href')
    return address !== null && !/^\s*(?:#|data:|$)/i.test(address)
  })
}

async function drawSvg(file: Blob): Promise<Blob> {
  if (await lacksParts(file))
    throw new UnfitFile(
      'This SVG shows pictures that lie outside of it, and nothing is loaded from there. Put them into the file in a drawing program ("embed"), then try again.',
    )
  const picture = new Image()
  // As data, not as an address of ours: foreign objects would make the canvas unreadable.
  picture.src = await asData(file)
  await picture.decode().catch(() => {
    throw new UnfitFile(
      'This SVG has a mistake in it, so it cannot be drawn. Open and save it in a drawing program.',
    )
  })
  const [width, height] = [picture.naturalWidth || 300, picture.naturalHeight || 150]
  const longer = Math.max(width, height)
  const scale = Math.min(most, Math.max(least, longer)) / longer
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  )
  const pen = canvas.getContext('2d')
  if (!pen)
    throw new UnfitFile('This browser has no memory left to draw with. Close other tabs, then try again.')
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/png' })
}

function asData(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(new Blob([file], { type: 'image/svg+xml' }))
  })
}
