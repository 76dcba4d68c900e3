import { catalogue } from '../state/catalogue.ts'
import { assetNow, library } from '../state/library.ts'
import { Select } from '../ui/inputs.tsx'

interface Props {
  field: { label: string; help?: string; options: readonly string[] }
  value: string
  onChoose: (voice: string) => void
}

const vanishing =
  'A voice of yours that is not used for seven days is deleted by its vendor; clone it again then.'

const dayWords = (time: number) =>
  new Date(time).toLocaleDateString(undefined, { day: 'numeric', month: 'long' })

/** The vendor's voices by name, and below them the ones that were cloned in this workspace. */
export function VoiceField({ field, value, onChoose }: Props) {
  const cloning = new Set(
    (catalogue.now.value.value ?? [])
      .filter(({ task }) => task === 'clone-voice')
      .map(({ id }) => id as string),
  )
  const known = library.now.value.value ?? []
  // The chosen one may be older than what the library has at hand.
  const chosen = field.options.includes(value) ? null : assetNow(value)
  const all = chosen && !known.some(({ id }) => id === chosen.id) ? [chosen, ...known] : known
  const own = all.filter(({ kind, model }) => kind === 'audio' && model !== null && cloning.has(model))
  return (
    <Select
      label={field.label}
      help={own.length > 0 ? `${field.help ? `${field.help}. ` : ''}${vanishing}` : field.help}
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
