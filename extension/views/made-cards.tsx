import { useEffect, useState } from 'preact/hooks'
import type { Made } from '../state/preview.ts'
import { bytesWords } from '../ui/figures.tsx'
import { Icon } from '../ui/icon.tsx'
import { Media } from '../ui/media.tsx'

/** Results that are no pictures: a clip is played, anything else is named. */
export function MadeCards({ files }: { files: readonly File[] }) {
  return (
    <ul class="made-card" aria-label="What was made">
      {files.map((file) => (
        <li key={file.name}>
          {file.type.startsWith('video/') ? (
            <Clip file={file} />
          ) : (
            <>
              <Icon name={file.type === 'application/zip' ? 'bundle' : 'page'} />
              <span class="clipped">{file.name}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

interface ListProps {
  made: readonly Made[]
  shown: number
  onShow: (at: number) => void
}

/** Several results: one of them is seen large. */
export const MadeList = ({ made, shown, onShow }: ListProps) => (
  <ul class="made-list" aria-label="What was made">
    {made.map(({ file, seen }, at) => (
      <li key={file.name}>
        <button type="button" class="thumb" aria-pressed={at === shown} onClick={() => onShow(at)}>
          {seen ? <img src={seen.src} alt={file.name} /> : <span class="named">{file.name}</span>}
        </button>
        <span class="named clipped" title={file.name}>
          {bytesWords(file.size)}
        </span>
      </li>
    ))}
  </ul>
)

function Clip({ file }: { file: File }) {
  const [src, setSrc] = useState('')
  useEffect(() => {
    const address = URL.createObjectURL(file)
    setSrc(address)
    return () => URL.revokeObjectURL(address)
  }, [file])
  return src ? <Media kind="video" src={src} width={null} height={null} alt={file.name} /> : null
}
