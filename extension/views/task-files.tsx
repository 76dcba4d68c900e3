import type { FieldValue } from '../../shared/fields.ts'
import type { TaskId } from '../../shared/task.ts'
import { setValue } from '../state/draft.ts'
import type { FileInputProps } from './fields.tsx'
import { MaskField } from './mask-field.tsx'
import { PictureField } from './picture-field.tsx'
import { PicturesField } from './pictures-field.tsx'
import { SoundField } from './sound-field.tsx'
import { VoiceField } from './voice-field.tsx'

const textOr = (value: FieldValue | undefined) => (typeof value === 'string' ? value : null)
const listOr = (value: FieldValue | undefined): readonly string[] => (Array.isArray(value) ? value : [])

/** What a task asks of files: they go into the library first, since the vendor is to have them. */
export function TaskFile({ task, name, field, value, isPainted }: FileInputProps & { task: TaskId }) {
  const { label, help } = field
  switch (field.kind) {
    case 'image':
      return <PictureField {...{ task, name, label, help }} value={textOr(value)} small={isPainted} />
    case 'images':
      return <PicturesField {...{ task, name, field }} ids={listOr(value)} />
    case 'mask':
      return <MaskField {...{ task, name, field }} value={textOr(value)} />
    case 'audio':
      return <SoundField {...{ task, name, label, help }} value={textOr(value)} />
    case 'voice':
      return (
        <VoiceField field={field} value={String(value)} onChoose={(voice) => setValue(task, name, voice)} />
      )
  }
}
