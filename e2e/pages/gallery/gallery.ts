// What only a script can put into a page: pictures without an address of their own.

interface Wish {
  colour: string
  width: number
  height: number
}

function drawn({ colour, width, height }: Wish): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  ;[canvas.width, canvas.height] = [width, height]
  const pen = canvas.getContext('2d')!
  pen.fillStyle = `#${colour}`
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width / 2, height / 2)
  return canvas
}

const blobOf = (canvas: HTMLCanvasElement) =>
  new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!), 'image/png'))

function shown(address: string): HTMLImageElement {
  const image = new Image()
  image.src = address
  return image
}

function glCanvas({ colour, width, height }: Wish, moves: boolean): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  ;[canvas.width, canvas.height] = [width, height]
  const gl = canvas.getContext('webgl')
  if (!gl) return drawn({ colour, width, height })
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
  const draw = () => {
    gl.disable(gl.SCISSOR_TEST)
    gl.clearColor(red, green, blue, 1)
    gl.clear(gl.COLOR_BUFFER_BIT)
    gl.enable(gl.SCISSOR_TEST)
    gl.scissor(0, height / 2, width / 2, height / 2)
    gl.clearColor(1, 1, 1, 1)
    gl.clear(gl.COLOR_BUFFER_BIT)
    if (moves) requestAnimationFrame(draw)
  }
  draw()
  return canvas
}

async function videoOf(wish: Wish): Promise<HTMLVideoElement> {
  const canvas = drawn(wish)
  const stream = canvas.captureStream(20)
  const recorder = new MediaRecorder(stream, {
    mimeType: 'video/webm;codecs=vp8',
    videoBitsPerSecond: 2_000_000,
  })
  const pieces: Blob[] = []
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  const stopped = new Promise((resolve) => (recorder.onstop = resolve))
  recorder.start()
  const pen = canvas.getContext('2d')!
  // A still canvas gives no frames.
  for (let n = 0; n < 12; n++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    pen.fillStyle = `#${wish.colour}`
    pen.fillRect(wish.width - 4, wish.height - 4, 4, 4)
  }
  recorder.stop()
  await stopped
  const video = document.createElement('video')
  video.src = URL.createObjectURL(new Blob(pieces, { type: 'video/webm' }))
  video.muted = true
  await video.play()
  video.pause()
  return video
}

/** Drawn by classes of the page's style sheet, with a gradient and a shape from elsewhere in the page. */
function svgOf({ colour, width, height }: Wish): Element[] {
  const style = document.createElement('style')
  style.textContent = `.ground { fill: #${colour} } .quarter { fill: url(#white) }`
  const parser = document.createElement('div')
  parser.innerHTML =
    '<svg width="0" height="0" style="position:absolute"><defs><linearGradient id="white"><stop stop-color="#fff"/></linearGradient>' +
    '<symbol id="corner" viewBox="0 0 1 1" preserveAspectRatio="none"><rect class="quarter" width="1" height="1"/></symbol></defs></svg>' +
    `<svg class="drawing" width="${width}" height="${height}"><rect class="ground" width="100%" height="100%"/>` +
    `<use href="#corner" width="${width / 2}" height="${height / 2}"/></svg>`
  return [style, ...parser.children]
}

const makers: Record<string, (wish: Wish) => Element[] | Promise<Element[]>> = {
  data: (wish) => [shown(drawn(wish).toDataURL('image/png'))],
  blob: async (wish) => [shown(URL.createObjectURL(await blobOf(drawn(wish))))],
  revoked: async (wish) => {
    const address = URL.createObjectURL(await blobOf(drawn(wish)))
    const image = shown(address)
    await image.decode()
    URL.revokeObjectURL(address)
    return [image]
  },
  canvas: (wish) => [drawn(wish)],
  webgl: (wish) => [glCanvas(wish, true)],
  'webgl-still': (wish) => [glCanvas(wish, false)],
  svg: svgOf,
  video: async (wish) => [await videoOf(wish)],
}

for (const place of document.querySelectorAll<HTMLElement>('[data-make]')) {
  const { make = '', colour = '', width, height } = place.dataset
  const parts = await makers[make]!({ colour, width: Number(width), height: Number(height) })
  place.append(...parts)
}
for (const canvas of document.querySelectorAll<HTMLCanvasElement>('[data-taint]')) {
  const image = shown(canvas.dataset['taint']!)
  await image.decode()
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
}
for (const host of document.querySelectorAll<HTMLElement>('[data-shadow]')) {
  const root = host.attachShadow({ mode: host.dataset['shadow'] as ShadowRootMode })
  root.append(host.querySelector('template')!.content.cloneNode(true))
}
if (document.querySelector('#swallow'))
  addEventListener('contextmenu', (event) => event.preventDefault(), { capture: true })
document.documentElement.dataset['ready'] = 'yes'
export {}
