import { readdirSync, readFileSync } from 'node:fs'

const pageBytes = 4096

/**
 * Memory held now by the programs of one name within a process group, in bytes: what Linux counts as resident.
 * 0 where there is no /proc.
 */
export function memoryOf(group: number, name: string): number {
  let bytes = 0
  for (const pid of listOf('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const process = readStat(pid)
    if (process && process.group === group && process.name === name) bytes += process.bytes
  }
  return bytes
}

/**
 * Memory that belongs to all programs of one process group, in bytes: pages that several share are counted once, in
 * parts (Linux: PSS). 0 where there is no /proc.
 */
export function shareOf(group: number): number {
  let bytes = 0
  for (const pid of listOf('/proc').filter((entry) => /^\d+$/.test(entry))) {
    if (readStat(pid)?.group !== group) continue
    try {
      const [, kilobytes] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
      bytes += Number(kilobytes ?? 0) * 1024
    } catch {
      // It has ended meanwhile.
    }
  }
  return bytes
}

function listOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Null for a process that has ended meanwhile. */
function readStat(pid: string): { name: string; group: number; bytes: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold anything; behind it: state, parent, group, …
    const end = stat.lastIndexOf(')')
    const fields = stat.slice(end + 2).split(' ')
    const name = stat.slice(stat.indexOf('(') + 1, end)
    return { name, group: Number(fields[2]), bytes: Number(fields[21]) * pageBytes }
  } catch {
    return null
  }
}

/**
 * Bytes of script objects that are left in the isolate behind this inspector's port after a garbage collection
 * (Chrome DevTools protocol). Throws when nobody answers there.
 */
export async function heapOf(inspector: number): Promise<number> {
  const listed = await fetch(`http://127.0.0.1:${inspector}/json`)
  const [target] = (await listed.json()) as { webSocketDebuggerUrl: string }[]
  if (!target) throw new Error('there is nothing to inspect')
  // The inspector answers nobody who does not say that he is from here.
  const headers = { origin: 'http://localhost' }
  const socket = new WebSocket(target.webSocketDebuggerUrl, { headers } as unknown as string[])
  const opened = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<number>()
  const fail = () => {
    opened.reject(new Error('the inspector hung up'))
    answered.reject(new Error('the inspector hung up'))
  }
  answered.promise.catch(() => undefined)
  socket.addEventListener('open', () => opened.resolve())
  socket.addEventListener('error', fail)
  socket.addEventListener('close', fail)
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: { usedSize: number } }
    if (id === 2) answered.resolve(result?.usedSize ?? 0)
  })
  try {
    await opened.promise
    socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }))
    socket.send(JSON.stringify({ id: 2, method: 'Runtime.getHeapUsage' }))
    return await answered.promise
  } finally {
    socket.close()
  }
}
