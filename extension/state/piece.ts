import { fileTypes, type Asset } from '../../shared/assets.ts'
import type { MediaKind } from '../../shared/task.ts'
import { api } from '../api.ts'
import { download } from './download.ts'
import { freshAsset } from './library.ts'

/** What a piece is called, alone and with others. */
export const pieceWords: Record<MediaKind, readonly [one: string, many: string]> = {
  image: ['picture', 'pictures'],
  video: ['video', 'videos'],
  audio: ['sound', 'sounds'],
  model3d: ['3D model', '3D models'],
  text: ['text', 'texts'],
}

/** A finished thing in hand, from the library or just made on this machine. */
export interface Piece {
  key: string
  kind: MediaKind
  name: string
  /** Address to show it at. */
  src: string
  /** Pixels; null for what has none. */
  width: number | null
  height: number | null
  durationMs: number | null
  /** The words themselves, where they are what was made. */
  text: string | null
  /** What it was made from, in words. */
  prompt: string
  /** What was affirmed before it was made, and when. */
  consent: Asset['consent']
  /** The job that made it; null for what comes from elsewhere. */
  jobId: string | null
  /** Its bytes. Throws `Trouble`. */
  open(): Promise<File>
}

/** The name of an asset's file: its own name, with the ending of its type. */
export function fileNameOf({ name, type }: Pick<Asset, 'name' | 'type'>): string {
  const ending = `.${fileTypes[type]}`
  return name.toLowerCase().endsWith(ending) ? name : name + ending
}

export const pieceOf = (asset: Asset): Piece => ({
  key: asset.id,
  kind: asset.kind,
  name: fileNameOf(asset),
  src: asset.url,
  width: asset.width,
  height: asset.height,
  durationMs: asset.durationMs,
  text: asset.text,
  prompt: asset.prompt,
  consent: asset.consent,
  jobId: asset.jobId,
  async open() {
    const bytes = await api.open(await freshAsset(asset.id))
    return new File([bytes], fileNameOf(asset), { type: asset.type })
  },
})

/** Copies words. */
export const copyText = (piece: Piece): Promise<void> => navigator.clipboard.writeText(piece.text ?? '')

/** Copies a still picture as PNG, the one type every editor takes. Call it inside the click. */
export async function copyPicture(piece: Piece): Promise<void> {
  const png = piece.open().then(async (file) => {
    const bitmap = await createImageBitmap(file)
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
    bitmap.close()
    return canvas.convertToBlob({ type: 'image/png' })
  })
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
}

/** Hands the file to the browser's downloads under its real name. */
export async function downloadPiece(piece: Pick<Piece, 'name' | 'open'>): Promise<void> {
  download(await piece.open(), piece.name)
}
