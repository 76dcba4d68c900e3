import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import type { FileField } from './fields.tsx'

interface Props {
  field: FileField
  file: Blob | null
  onFile: (file: File | null) => void
}

/** A file of this machine that a tool of a chain needs: a logo. It is kept with the chain and sent nowhere. */
export function ChainFileInput({ field, file, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [address, setAddress] = useState('')
  useEffect(() => {
    if (!file) return
    const shown = URL.createObjectURL(file)
    setAddress(shown)
    return () => URL.revokeObjectURL(shown)
  }, [file])
  return (
    <div class="field">
      <span class="label">{field.label}</span>
      <div class="chain-file">
        {file && address && <img src={address} alt="" />}
        <span class="clipped">{file instanceof File ? file.name : file ? 'A picture' : 'None chosen'}</span>
        <Button icon="upload" onPress={() => input.current?.click()}>
          {file ? 'Another' : 'Choose'}
        </Button>
        {file && (
          <Button kind="plain" bare icon="close" onPress={() => onFile(null)}>
            {`Take away ${field.label}`}
          </Button>
        )}
      </div>
      {field.help && <p class="help">{field.help}</p>}
      <input
        ref={input}
        hidden
        type="file"
        accept="image/*"
        aria-label={field.label}
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (chosen) onFile(chosen)
        }}
      />
    </div>
  )
}
