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

/** Bytes of one upload or import. */
export const maxUploadBytes = 25 * 1024 * 1024

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
