import { z } from 'zod'
import { Point } from './fields.ts'
import { idOf } from './ids.ts'
import { MediaKind } from './task.ts'

/** File types of the library, and the extension each is downloaded with. */
export const fileTypes = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
  'audio/flac': 'flac',
  'model/gltf-binary': 'glb',
  'model/obj': 'obj',
  'model/stl': 'stl',
  'model/vnd.usdz+zip': 'usdz',
  // Autodesk has registered no type for it.
  'model/fbx': 'fbx',
  'text/plain': 'txt',
} as const
export type FileType = keyof typeof fileTypes
export const FileType = z.enum(Object.keys(fileTypes) as [FileType, ...FileType[]])

const kinds: Readonly<Record<string, MediaKind>> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  model: 'model3d',
  text: 'text',
}

export const kindOf = (type: FileType): MediaKind => kinds[type.slice(0, type.indexOf('/'))]!

/** What a person may add: the rest is only ever made. */
export const uploadKinds: readonly MediaKind[] = ['image', 'video', 'audio']

const megabyte = 1024 * 1024

/** Bytes of one upload or import in one request. */
export const maxUploadBytes = 25 * megabyte

/**
 * What the library takes, by what a file says of itself before anything is decoded. A picture of 10,000 x 10,000
 * pixels is 400 MB once it is unpacked: a few kilobytes of file may be that.
 */
export const fileLimits = {
  image: { bytes: maxUploadBytes, side: 16_384, pixels: 100_000_000, durationMs: null },
  /** Larger than one request takes: sent in parts. */
  video: { bytes: 200 * megabyte, side: 8_192, pixels: 36_000_000, durationMs: 15 * 60_000 },
  /** Held in memory while it is measured and marked. */
  audio: { bytes: 32 * megabyte, side: null, pixels: null, durationMs: 15 * 60_000 },
  model3d: { bytes: 200 * megabyte, side: null, pixels: null, durationMs: null },
  text: { bytes: megabyte, side: null, pixels: null, durationMs: null },
} as const satisfies Record<MediaKind, object>

/** Where a thing in the library came from. */
export const Origin = z.enum(['generated', 'device', 'upload', 'import', 'edited'])
export type Origin = z.infer<typeof Origin>

/** One thing in the library. `url` is a signed link, good until `urlExpiresAt`. */
export const Asset = z.strictObject({
  id: idOf('asset'),
  kind: MediaKind,
  type: FileType,
  /** Lower-case hex SHA-256 of the stored bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int(),
  /** Pixels; null for what has none: sounds, 3D, words. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Measured from the stored file; null for what does not last. */
  durationMs: z.int().nullable(),
  /** The words themselves, where they are what was made. */
  text: z.string().nullable(),
  /** A name to download it by. */
  name: z.string(),
  origin: Origin,
  model: z.string().nullable(),
  prompt: z.string(),
  jobId: idOf('job').nullable(),
  /** The thing of the library that it was made from. */
  from: idOf('asset').nullable(),
  /** What the person affirmed before it was made, and when. */
  consent: z.strictObject({ words: z.string(), at: z.int() }).nullable(),
  /** What the picture is about, as a person has marked it: crops stay with it. Null: it is looked for. */
  focal: Point.nullable(),
  url: z.url(),
  urlExpiresAt: z.int(),
  createdAt: z.int(),
})
export type Asset = z.infer<typeof Asset>
