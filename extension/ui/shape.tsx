/** A small frame in the proportions of "16:9". */
export function Shape({ ratio }: { ratio: string }) {
  const [across = 1, down = 1] = ratio.split(':').map(Number)
  const scale = 16 / Math.max(across, down)
  const width = across * scale
  const height = down * scale
  return (
    <svg class="shape" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect x={10 - width / 2} y={10 - height / 2} width={width} height={height} rx="1.5" />
    </svg>
  )
}
