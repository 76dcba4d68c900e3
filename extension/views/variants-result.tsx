import { downloadMade } from '../state/made.ts'
import type { Preview } from '../state/preview.ts'
import { Button } from '../ui/button.tsx'
import { bytesWords } from '../ui/figures.tsx'
import { Icon } from '../ui/icon.tsx'
import type { ToolPartProps } from './tool-views.ts'

/** "cup-spring-b.jpg" is variant B. */
const letterOf = (name: string) => /-?([a-t])\.[^.]+$/.exec(name)?.[1]?.toUpperCase() ?? ''

/** The variants beside each other, each with its letter, and the sheet that tells them apart. */
export function VariantsResult({ preview }: ToolPartProps & { preview: Preview }) {
  const { made, fresh, notes } = preview
  const pictures = made.filter(({ seen }) => seen)
  const sheets = made.filter(({ seen }) => !seen)
  return (
    <div class="social">
      <div class="line social-bar">
        <p class="figures">
          <span class="figures-bytes">{pictures.length} variants</span>
          <span>{bytesWords(made.reduce((sum, { file }) => sum + file.size, 0))}</span>
        </p>
      </div>
      {notes.length > 0 && (
        <ul class="made-notes" aria-label="What was done">
          {notes.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <ul class={fresh ? 'variants' : 'variants old'} aria-label="Variants">
        {pictures.map((each) => (
          <li key={each.file.name} class="variant">
            <span class="variant-letter" aria-hidden="true">
              {letterOf(each.file.name)}
            </span>
            {each.seen && (
              <img
                src={each.seen.src}
                alt={`Variant ${letterOf(each.file.name)}`}
                width={each.seen.width}
                height={each.seen.height}
              />
            )}
            <div class="line">
              <span class="faint clipped" title={each.file.name}>
                {each.file.name}
              </span>
              <Button kind="plain" icon="download" bare onPress={() => void downloadMade([each])}>
                Download {each.file.name}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {sheets.length > 0 && (
        <ul class="made-card" aria-label="Sheets">
          {sheets.map((each) => (
            <li key={each.file.name}>
              <Icon name="page" />
              <span class="clipped grow">{each.file.name}</span>
              <Button kind="plain" icon="download" bare onPress={() => void downloadMade([each])}>
                Download {each.file.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
