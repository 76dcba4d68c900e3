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
