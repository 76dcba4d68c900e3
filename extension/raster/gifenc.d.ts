declare module 'gifenc' {
  type Format = 'rgb565' | 'rgb444' | 'rgba4444'
  /** A palette of at most so many colours, three or four values of 0 to 255 each. */
  export function quantize(rgba: Uint8Array, most: number, options?: { format?: Format }): number[][]
}
