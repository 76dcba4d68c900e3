import { useId } from 'preact/hooks'
import { Icon } from './icon.tsx'
import { Media } from './media.tsx'

export interface Shown {
  key: string
  kind: 'image' | 'video'
  src: string
  alt: string
  width: number
  height: number
}

interface Props {
  label: string
  shown: readonly Shown[]
  value: string
  onChoose: (key: string) => void
}

/** One of several results, the chosen one large above the others. A single video stands alone, so that its own controls can be used. */
export function PictureRadios({ label, shown, value, onChoose }: Props) {
  const name = useId()
  const count = { image: 0, video: 0 }
  const chosen = shown.find(({ key }) => key === value)
  return (
    <fieldset class={shown.length === 1 ? 'results one' : 'results'}>
      <legend class="unseen">{label}</legend>
      {shown.length > 1 && chosen && (
        <div class="result-chosen" key={chosen.key}>
          <Media {...chosen} />
        </div>
      )}
      {shown.map((piece) => {
        const title = `${piece.kind === 'image' ? 'Picture' : 'Video'} ${++count[piece.kind]}`
        return (
          <label class="result" key={piece.key}>
            <input
              type="radio"
              name={name}
              aria-label={title}
              checked={piece.key === value}
              onChange={() => onChoose(piece.key)}
            />
            <span class="result-frame">
              <Media {...piece} {...(shown.length > 1 && { alt: '', small: true })} />
              <span class="result-seal" aria-hidden="true">
                <Icon name="check" />
              </span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
