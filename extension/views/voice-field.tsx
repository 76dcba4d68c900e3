import { catalogue } from '../state/catalogue.ts'
import { library } from '../state/library.ts'
import { Select } from '../ui/inputs.tsx'

interface Props {
  field: { label: string; help?: string; options: readonly string[] }
  value: string
  onChoose: (voice: string) => void
}

const dayWords = (time: number) =>
  new Date(time).toLocaleDateString(undefined, { day: 'numeric', month: 'long' })

/** The vendor's voices by name, and below them the ones that were cloned in this workspace. */
export function VoiceField({ field, value, onChoose }: Props) {
  const cloning = new Set(
    (catalogue.now.value.value ?? [])
      .filter(({ task }) => task === 'clone-voice')
      .map(({ id }) => id as string),
  )
  const own = (library.now.value.value ?? []).filter(
    ({ kind, model }) => kind === 'audio' && model !== null && cloning.has(model),
  )
  return (
    <Select
      {...field}
      value={value}
      onChoose={onChoose}
      options={[
        ...field.options.map((voice) => ({ value: voice, label: voice.replaceAll('_', ' ') })),
        ...own.map((voice) => ({
          value: voice.id,
          label: `Yours, of ${dayWords(voice.createdAt)}: ${voice.name}`,
          group: 'Cloned by you',
        })),
      ]}
    />
  )
}
