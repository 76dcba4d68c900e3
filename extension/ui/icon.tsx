/** Line drawings on a 20 × 20 grid. */
const drawings = {
  create: 'M4 16l1-4 8.5-8.5a1.8 1.8 0 0 1 2.6 0l.4.4a1.8 1.8 0 0 1 0 2.6L8 15l-4 1zM11.5 5.5l3 3',
  animate: 'M3.5 5.5h13v9h-13zM8.5 7.8v4.4l3.6-2.2z',
  home: 'M3.5 9.5L10 4l6.5 5.5M5.5 8.5V16h9V8.5M8.5 16v-4h3v4',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  download: 'M10 3.5v9M6.5 9.5L10 13l3.5-3.5M4 16.5h12',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  close: 'M5 5l10 10M15 5L5 15',
  warn: 'M10 3.5l7 12.5H3zM10 8v4M10 14.2v.1',
  moon: 'M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8z',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  half: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 3v14M12.4 3.5v13M14.7 5v10',
  down: 'M5.5 8l4.5 4.5L14.5 8',
  beside: 'M3.5 4.5h13v11h-13zM12 4.5v11',
  inside: 'M3.5 4.5h13v11h-13zM10 9h4.5v4.5H10z',
  picture: 'M3.5 4.5h13v11h-13zM4 14l4-4.5 3 3 2-2 3.5 3.5M13 7.6v.1',
  point: 'M3.5 8V4.5H7M13 4.5h3.5V8M3.5 12v3.5H7M9 9l7.5 3-3.2 1.3L12 16.5z',
  cut: 'M6 3.5v10.5h10.5M3.5 6H14v10.5',
  play: 'M7 5l8 5-8 5z',
  again: 'M15.5 10a5.5 5.5 0 1 1-1.7-4M15.5 3.5V7H12',
  upload: 'M10 13V4M6.5 7.5L10 4l3.5 3.5M4 16.5h12',
  back: 'M12 5l-5 5 5 5',
  on: 'M8 5l5 5-5 5',
  sound: 'M4 8v4M7 5.5v9M10 3.5v13M13 6.5v7M16 8.5v3',
  solid: 'M10 3l6 3.4v7.1L10 17l-6-3.5V6.4zM4 6.4l6 3.5 6-3.5M10 9.9V17',
  words: 'M4 5h12M4 9h12M4 13h8',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l4 4',
  settings:
    'M3.5 6h7M14.5 6h2M3.5 14h2M9.5 14h7M12.5 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM7.5 12a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  dropper: 'M4 16l.6-2.8 6-6 2.2 2.2-6 6zM9.6 6.2l4.2 4.2M11.5 8.1l2.8-2.8a1.6 1.6 0 0 1 2.3 2.3l-2.8 2.8',
  plus: 'M10 4.5v11M4.5 10h11',
  minus: 'M4.5 10h11',
  grip: 'M7.5 5v.1M12.5 5v.1M7.5 10v.1M12.5 10v.1M7.5 15v.1M12.5 15v.1',
  pause: 'M7.5 5v10M12.5 5v10',
  remove: 'M4.5 6h11M8 6V4h4v2M6 6l.7 10h6.6L14 6',
  fit: 'M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4M7 7h6v6H7z',
  split: 'M3.5 4.5h13v11h-13zM10 3v14M7.5 8.5L6 10l1.5 1.5M12.5 8.5L14 10l-1.5 1.5',
  pair: 'M3.5 4.5h5.5v11H3.5zM11 4.5h5.5v11H11z',
  undo: 'M7 5L3.5 8.5 7 12M4 8.5h7.5a4 4 0 0 1 0 8H9',
  redo: 'M13 5l3.5 3.5L13 12M16 8.5H8.5a4 4 0 0 0 0 8H11',
  folder: 'M3.5 5.5h4.5l1.5 2h7v8h-13z',
  large: 'M3.5 8V3.5H8M12 3.5h4.5V8M16.5 12v4.5H12M8 16.5H3.5V12',
  many: 'M6.5 6.5h10v10h-10zM3.5 13.5v-10h10',
  keep: 'M6 3.5h8v13l-4-3-4 3z',
  page: 'M5.5 3.5h6l3 3v10h-9zM11.5 3.5v3h3',
  bundle: 'M4 4.5h12v11H4zM10 4.5v1.5M10 7.5V9M10 10.5h0M8.7 11h2.6v2.5H8.7z',
  keys: 'M3 6h14v8.5H3zM6 9h.1M9 9h.1M12 9h.1M14.5 9h.1M6.5 12h7',
  leave: 'M8 4H4.5v12H8M9 10h8M13.5 6.5L17 10l-3.5 3.5',
} as const
export type IconName = keyof typeof drawings

/** Decoration beside words: never the only name of a control. */
export const Icon = ({ name }: { name: IconName }) => <Drawing path={drawings[name]} />

/** Any line drawing on the same grid. */
export function Drawing({ path }: { path: string }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  )
}

/** The easel: our mark. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 128 128" aria-hidden="true" focusable="false">
      <rect class="mark-seal" x="4" y="4" width="120" height="120" rx="30" />
      <path class="mark-legs" d="M64 23L33 104M64 23l31 81" />
      <rect class="mark-canvas" x="37" y="50" width="54" height="34" rx="5" />
      <path
        class="mark-hills"
        d="M41 80l14-17 11 12 7-7 14 12zM76 55.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z"
      />
    </svg>
  )
}
