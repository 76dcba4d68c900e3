import { useRef, useState } from 'preact/hooks'
import { download } from '../state/download.ts'
import {
  chainFile,
  chainTitle,
  forgetChain,
  importChain,
  keepChain,
  keptChains,
  renameChain,
  showChain,
  steps,
} from '../state/chains.ts'
import type { KeptChain } from '../batch/journal.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { TextInput } from '../ui/inputs.tsx'

/** Chains that are kept: used again, renamed, shared as a file, thrown away. */
export function ChainShelf() {
  const [trouble, setTrouble] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const kept = keptChains.value
  return (
    <Disclosure label="Saved chains" aside={kept.length > 0 ? String(kept.length) : 'none yet'}>
      {kept.length > 0 && (
        <ul class="plain-list" aria-label="Saved chains">
          {kept.map((chain) => (
            <li key={chain.id}>
              <Kept chain={chain} />
            </li>
          ))}
        </ul>
      )}
      {steps.value.length > 0 && <Keep key={chainTitle.value} />}
      <div class="line">
        <p class="faint">A chain that somebody shared is a file.</p>
        <Button icon="upload" onPress={() => input.current?.click()}>
          Open a chain
        </Button>
      </div>
      <p class="status badly" role="status">
        {trouble}
      </p>
      <input
        ref={input}
        hidden
        type="file"
        accept="application/json,.json"
        aria-label="A shared chain"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          setTrouble('')
          if (file)
            importChain(file).catch((cause: unknown) =>
              setTrouble(cause instanceof Error ? cause.message : 'It could not be read.'),
            )
        }}
      />
    </Disclosure>
  )
}

/** The chain above, under a name. */
function Keep() {
  const [title, setTitle] = useState(chainTitle.peek())
  return (
    <form
      class="with-button"
      onSubmit={(event) => {
        event.preventDefault()
        if (title.trim()) void keepChain(title)
      }}
    >
      <TextInput label="Name of this chain" value={title} max={80} onInput={setTitle} />
      <Button kind="strong" submit disabled={!title.trim()}>
        Save
      </Button>
    </form>
  )
}

function Kept({ chain }: { chain: KeptChain }) {
  const [naming, setNaming] = useState<string | null>(null)
  if (naming !== null)
    return (
      <form
        class="with-button"
        onSubmit={(event) => {
          event.preventDefault()
          void renameChain(chain.id, naming)
          setNaming(null)
        }}
      >
        <TextInput label={`New name of ${chain.title}`} value={naming} max={80} onInput={setNaming} />
        <Button kind="strong" submit disabled={!naming.trim()}>
          Rename
        </Button>
      </form>
    )
  return (
    <div class="line">
      <Button kind="plain" onPress={() => showChain(chain)}>
        {chain.title}
      </Button>
      <span class="button-row">
        <Button kind="plain" bare icon="create" onPress={() => setNaming(chain.title)}>
          {`Rename ${chain.title}`}
        </Button>
        <Button
          kind="plain"
          bare
          icon="download"
          onPress={() => void chainFile(chain).then((file) => download(file, file.name))}
        >
          {`Share ${chain.title} as a file`}
        </Button>
        <Button kind="plain" bare icon="remove" onPress={() => void forgetChain(chain.id)}>
          {`Delete ${chain.title}`}
        </Button>
      </span>
    </div>
  )
}
