import { mostSeen, putAway, showFile } from '../state/bench-files.ts'
import { bench, wanted } from '../state/bench.ts'
import { batchInHand } from '../state/studio.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** Several files in hand: one is shown, any can be put away. */
export function FileStrip() {
  const { files, shown } = bench.value
  const { max } = wanted()
  if (files.length < 2) return null
  return (
    <section class="section" aria-label="Files in hand">
      <ul class="strip">
        {files.slice(0, mostSeen).map(({ file, seen, trouble }, at) => (
          <li key={`${at} ${file.name}`}>
            <button
              type="button"
              class={trouble ? 'thumb trouble' : 'thumb'}
              aria-pressed={at === shown}
              title={trouble ?? file.name}
              onClick={() => showFile(at)}
            >
              {seen ? <img src={seen.src} alt={file.name} /> : <span class="named">{file.name}</span>}
              {max > 1 && (
                <span class="picked-number" aria-hidden="true">
                  {at + 1}
                </span>
              )}
            </button>
            <button type="button" class="row-remove" onClick={() => putAway(at)}>
              <Icon name="close" />
              <span class="unseen">Put {file.name} away</span>
            </button>
          </li>
        ))}
      </ul>
      {files.length > mostSeen && <p class="faint">and {files.length - mostSeen} more</p>}
      {max === 1 && (
        <Button icon="many" kind="strong" onPress={() => void batchInHand()}>
          {`All ${files.length} at once`}
        </Button>
      )}
    </section>
  )
}
