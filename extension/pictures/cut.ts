import type { Box } from './line.ts'

/**
 * Cuts a piece out of what the tab shows. `box` and `view` are in CSS pixels of the window. Throws where the tab is
 * not in front, or was not called.
 */
export async function cutOut(tabId: number, box: Box, view: Box): Promise<Blob> {
  const { active, windowId } = await chrome.tabs.get(tabId)
  if (!active) throw new Error('The page is not in front. Go to it and try again.')
  const address = await chrome.tabs.captureVisibleTab(windowId, { format: 'png' })
  const whole = await createImageBitmap(await (await fetch(address)).blob())
  // The picture of the tab has the screen's own pixels: zoomed, or more than one a CSS pixel.
  const scale = whole.width / view.width
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((each) => Math.round(each * scale))
  const canvas = new OffscreenCanvas(Math.max(1, width ?? 1), Math.max(1, height ?? 1))
  canvas.getContext('2d')?.drawImage(whole, -(x ?? 0), -(y ?? 0))
  whole.close()
  return canvas.convertToBlob({ type: 'image/png' })
}
