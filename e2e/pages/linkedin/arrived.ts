/** What truly arrived in the composer, for tests to read from `window.__arrived`. */
export interface Arrived {
  /** The text the editor has committed. */
  text: string
  /** The line of its own above it. */
  title: string
  files: { name: string; type: string; size: number; sha256: string; by: 'paste' | 'field' | 'drop' }[]
  posts: { text: string; files: number }[]
}

export const arrived: Arrived = { text: '', title: '', files: [], posts: [] }
Object.assign(window, { __arrived: arrived })

export async function noteFile(file: File, by: Arrived['files'][number]['by']): Promise<void> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  arrived.files.push({ name: file.name, type: file.type, size: file.size, sha256, by })
}
