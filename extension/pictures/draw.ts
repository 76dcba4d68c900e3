/** Pixels the page shows, as a PNG. All of these reject with a SecurityError where the page may not read them. */

/** There is nothing to be seen in what was drawn: many pages keep no copy of what they show. */
export class BlankError extends Error {}

const pngOf = async (source: CanvasImageSource, width: number, height: number): Promise<Blob> => {
  const copy = new OffscreenCanvas(width, height)
  const pen = copy.getContext('2d')
  if (!pen) throw new BlankError()
  pen.drawImage(source, 0, 0, width, height)
  const { data } = pen.getImageData(0, 0, width, height)
  if (!data.some((value) => value !== 0)) throw new BlankError()
  return copy.convertToBlob({ type: 'image/png' })
}

export const drawImage = (image: HTMLImageElement) => pngOf(image, image.naturalWidth, image.naturalHeight)

export const drawVideo = (video: HTMLVideoElement) =>
  video.readyState < 2 || video.videoWidth === 0
    ? Promise.reject(new BlankError())
    : pngOf(video, video.videoWidth, video.videoHeight)

/** Waits for the page's own drawing: what WebGL has drawn is there until the end of its frame. */
export async function drawCanvas(canvas: HTMLCanvasElement): Promise<Blob> {
  if (canvas.width === 0 || canvas.height === 0) throw new BlankError()
  return new Promise((resolve, reject) => {
    const take = () => {
      clearTimeout(late)
      cancelAnimationFrame(frame)
      pngOf(canvas, canvas.width, canvas.height).then(resolve, reject)
    }
    const late = setTimeout(take, 300)
    const frame = requestAnimationFrame(take)
  })
}
