import { eq } from 'drizzle-orm'
import { fileTypes } from '../../shared/assets.ts'
import type { Context } from '../context.ts'
import { assets, files } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { checkLink } from './link.ts'
import type { ByteRange } from './range.ts'
import { objectKey, storedFile, type StoredFile } from './store.ts'

const gone = (detail: string) =>
  new Refusal('not-found', detail, 'Open it from the library: that gives a new link.')

/** The file behind a signed link. Refuses `not-found` when the link is not ours, has expired, or leads nowhere. */
export async function linkedFile(
  ctx: Context,
  fileId: string,
  expires: number,
  signature: string,
): Promise<{ file: StoredFile; open(range: ByteRange | null): Promise<ReadableStream<Uint8Array>> }> {
  const link = await checkLink(ctx, fileId, expires, signature)
  if (link === 'forged') throw gone('This link was not made here, or was changed on its way.')
  if (link === 'expired') throw gone('This link is older than a day and has expired.')
  const row = await ctx.db.query.files.findFirst({ where: eq(files.id, fileId) })
  if (!row) throw gone('The file behind this link was deleted.')
  return {
    file: storedFile(row),
    async open(range) {
      const object = await ctx.media.get(objectKey(row.workspaceId, row.id), range ? { range } : {})
      if (!object) throw gone('The file behind this link was deleted.')
      return object.body
    },
  }
}

/** What a file is called when it is saved: the name of its first entry in the library, and the ending of its type. */
export async function downloadName(ctx: Context, file: StoredFile): Promise<string> {
  const entry = await ctx.db.query.assets.findFirst({
    where: eq(assets.fileId, file.id),
    columns: { name: true },
  })
  return `${entry?.name ?? 'Atelier'}.${fileTypes[file.type]}`
}

/** Header for saving under a name (RFC 6266): plain ASCII for old readers, all of it for today's. */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
