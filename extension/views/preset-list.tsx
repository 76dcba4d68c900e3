import { useState } from 'preact/hooks'
import {
  forgetPreset,
  presetsOf,
  renamePreset,
  savePreset,
  usePreset,
  type Preset,
} from '../state/presets.ts'
import type { ToolId } from '../tools/tool.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Icon } from '../ui/icon.tsx'
import { TextInput } from '../ui/inputs.tsx'

/** Sets of values the person has saved for this tool: used again by one press. */
export function PresetList({ tool }: { tool: ToolId }) {
  const [title, setTitle] = useState('')
  const [renaming, setRenaming] = useState<Preset | null>(null)
  const saved = presetsOf(tool)
  const save = () => void savePreset(title).then(() => setTitle(''))
  return (
    <Disclosure label="Saved settings" {...(saved.length > 0 && { aside: String(saved.length) })}>
      {saved.length > 0 && (
        <ul class="presets">
          {saved.map((preset) => (
            <li key={preset.id}>
              <button type="button" class="preset" onClick={() => usePreset(preset)}>
                {preset.title}
              </button>
              <button type="button" class="row-remove" onClick={() => setRenaming(preset)}>
                <Icon name="create" />
                <span class="unseen">Rename {preset.title}</span>
              </button>
              <button type="button" class="row-remove" onClick={() => void forgetPreset(preset.id)}>
                <Icon name="close" />
                <span class="unseen">Delete {preset.title}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {renaming && (
        <form
          class="save-line"
          onSubmit={(event) => {
            event.preventDefault()
            void renamePreset(renaming.id, renaming.title).then(() => setRenaming(null))
          }}
        >
          <TextInput
            label="Its new name"
            value={renaming.title}
            onInput={(name) => setRenaming({ ...renaming, title: name })}
          />
          <Button submit disabled={renaming.title.trim() === ''}>
            Rename
          </Button>
        </form>
      )}
      <form
        class="save-line"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextInput label="Save these settings as" value={title} onInput={setTitle} />
        <Button submit disabled={title.trim() === ''}>
          Save
        </Button>
      </form>
    </Disclosure>
  )
}
