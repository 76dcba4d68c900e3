import { z } from 'zod'
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
} as const
export type FileType = keyof typeof fileTypes
export const FileType = z.enum(Object.keys(fileTypes) as [FileType, ...FileType[]])

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
} as const

/** Where a thing in the library came from. */
export const Origin = z.enum(['generated', 'device', 'upload', 'import'])
export type Origin = z.infer<typeof Origin>

/** One thing in the library. `url` is a signed link, good until `urlExpiresAt`. */
export const Asset = z.strictObject({
  id: idOf('asset'),
  kind: MediaKind,
  type: FileType,
  /** Lower-case hex SHA-256 of the stored bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  /** Measured from the stored file; null for a still picture. */
  durationMs: z.int().nullable(),
  /** A name to download it by. */
  name: z.string(),
  origin: Origin,
  model: z.string().nullable(),
  prompt: z.string(),
  jobId: idOf('job').nullable(),
  url: z.url(),
  urlExpiresAt: z.int(),
  createdAt: z.int(),
})
export type Asset = z.infer<typeof Asset>
