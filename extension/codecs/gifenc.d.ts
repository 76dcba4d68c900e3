declare module 'gifenc' {
  type Format = 'rgb565' | 'rgb444' | 'rgba4444'
  /** A palette of at most so many colours, three or four values of 0 to 255 each. */
  export function quantize(rgba: Uint8Array, most: number, options?: { format?: Format }): number[][]

  interface FrameOptions {
    palette: number[][]
    transparent?: boolean
    transparentIndex?: number
    /** Milliseconds. */
    delay?: number
    /** -1 once, 0 for ever, else how often again. */
    repeat?: number
    dispose?: number
  }
  export function GIFEncoder(): {
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void
    finish(): void
    bytes(): Uint8Array
  }
}
