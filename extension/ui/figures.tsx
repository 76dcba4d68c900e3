const kilobyte = 1024

/** "240 KB", "1.8 MB" */
export const bytesWords = (bytes: number): string =>
  bytes < kilobyte
    ? `${bytes} bytes`
    : bytes < kilobyte * kilobyte
      ? `${Math.ceil(bytes / kilobyte)} KB`
      : `${(bytes / kilobyte / kilobyte).toFixed(1)} MB`

const names: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPG',
  'image/webp': 'WebP',
  'image/x-icon': 'ICO',
  'image/svg+xml': 'SVG',
  'image/tiff': 'TIFF',
  'image/jxl': 'JPEG XL',
  'application/zip': 'ZIP',
  'application/pdf': 'PDF',
}

/** "JPG", "WebP", "PDF": what a type is called, of what is in hand. */
export const typeName = (type: string): string =>
  names[type] ?? (type.split('/')[1] ?? '').replace(/^x-|[+;].*$/g, '').toUpperCase()

/** "87 % smaller", "12 % larger", "the same size" */
export function shrunkWords(before: number, after: number): string {
  if (before === 0) return ''
  const percent = Math.round(Math.abs(1 - after / before) * 100)
  if (percent === 0) return 'the same size'
  return `${percent} % ${after < before ? 'smaller' : 'larger'}`
}

interface Side {
  bytes: number
  type: string
  width?: number | undefined
  height?: number | undefined
}

/** A file in figures, and what became of it: "1.8 MB → 240 KB, 87 % smaller". */
export function Figures({ before, after, old }: { before: Side | null; after: Side | null; old?: boolean }) {
  const size = ({ width, height }: Side) => (width && height ? `${width} × ${height}` : '')
  const arrow = (from: string, to: string) =>
    from === to || !from || !to ? (
      <span>{to || from}</span>
    ) : (
      <span>
        {from} <span aria-label="to">→</span> {to}
      </span>
    )
  const now = after ?? before
  if (!now) return null
  const was = before ?? now
  const smaller = after && before && after.bytes < before.bytes
  return (
    <p class={old ? 'figures old' : 'figures'}>
      <span class="figures-bytes">
        {arrow(bytesWords(was.bytes), bytesWords(now.bytes))}
        {before && after && (
          <strong class={smaller ? 'well' : ''}>{shrunkWords(before.bytes, after.bytes)}</strong>
        )}
      </span>
      <span class="figures-rest">
        {size(now) && arrow(size(was), size(now))}
        {arrow(typeName(was.type), typeName(now.type))}
      </span>
    </p>
  )
}
