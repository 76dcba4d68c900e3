/** Width and height: of a pane in CSS pixels, or of a picture in its own. */
export interface Size {
  width: number
  height: number
}

export interface Point {
  x: number
  y: number
}

/** What is looked at of a picture: how large, and which place of it stands in the middle (shares, 0 to 1). */
export interface Sight {
  /** 1: all of it fits in. */
  zoom: number
  x: number
  y: number
}

/** Where a picture stands in a pane, in the pane's pixels. */
export interface Placed {
  left: number
  top: number
  /** Pixels of the pane to one of the picture. */
  scale: number
}

export const wholeSight: Sight = { zoom: 1, x: 0.5, y: 0.5 }

/** One pixel is never shown larger than this. */
const largestPixel = 12

const fitScale = (pane: Size, picture: Size) =>
  Math.min(pane.width / picture.width, pane.height / picture.height)

const between = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))

/** The place in the middle so that no side stands further in than it must. */
function steady(pane: number, side: number, share: number): number {
  const half = pane / side / 2
  return half >= 0.5 ? 0.5 : between(half, share, 1 - half)
}

/** The sight nearest to the wanted one that makes sense: nothing smaller than the pane holds, nothing out of it. */
export function steadied(pane: Size, picture: Size, { zoom, x, y }: Sight): Sight {
  const fit = fitScale(pane, picture)
  const near = between(1, zoom, Math.max(8, largestPixel / fit))
  const scale = fit * near
  return {
    zoom: near,
    x: steady(pane.width, picture.width * scale, x),
    y: steady(pane.height, picture.height * scale, y),
  }
}

export function placeOf(pane: Size, picture: Size, { zoom, x, y }: Sight): Placed {
  const scale = fitScale(pane, picture) * zoom
  return {
    scale,
    left: pane.width / 2 - x * picture.width * scale,
    top: pane.height / 2 - y * picture.height * scale,
  }
}

/** Nearer by `times`, while what lies under this point of the pane stays there. */
export function zoomedAt(pane: Size, picture: Size, sight: Sight, times: number, at: Point): Sight {
  const { left, top, scale } = placeOf(pane, picture, sight)
  const { zoom } = steadied(pane, picture, { ...sight, zoom: sight.zoom * times })
  const grown = scale * (zoom / sight.zoom)
  const under = { x: (at.x - left) / scale, y: (at.y - top) / scale }
  return steadied(pane, picture, {
    zoom,
    x: (under.x + (pane.width / 2 - at.x) / grown) / picture.width,
    y: (under.y + (pane.height / 2 - at.y) / grown) / picture.height,
  })
}

/** The picture pulled along by so many pixels of the pane. */
export function pulled(pane: Size, picture: Size, sight: Sight, by: Point): Sight {
  const { scale } = placeOf(pane, picture, sight)
  return steadied(pane, picture, {
    zoom: sight.zoom,
    x: sight.x - by.x / scale / picture.width,
    y: sight.y - by.y / scale / picture.height,
  })
}

/** The zoom at which a pixel of the picture is one of the pane. */
export const trueZoom = (pane: Size, picture: Size) => 1 / fitScale(pane, picture)
