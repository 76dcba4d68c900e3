const units = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** As people say it: 1 KB is 1,000 bytes. */
export function sizeWords(bytes: number): string {
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  const digits = step > 1 && value < 100 ? 1 : 0
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ${units[step]}`
}
