import { useState } from 'preact/hooks'
import type { Trouble } from '../api.ts'
import { troubleOf } from '../state/loaded.ts'
import { go } from '../state/screen.ts'
import { ended, signIn, signUp } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Mark } from '../ui/icon.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Notice } from '../ui/notice.tsx'
import { TroubleNotice } from './trouble.tsx'
import { Page } from '../ui/page.tsx'

export function SignInView() {
  const [isNew, setNew] = useState(false)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)

  const turn = (next: boolean) => {
    setNew(next)
    setTrouble(null)
  }
  const enter = async () => {
    setBusy(true)
    setTrouble(null)
    try {
      await (isNew ? signUp(name.trim(), email.trim(), password) : signIn(email.trim(), password))
    } catch (cause) {
      setTrouble(troubleOf(cause))
      setBusy(false)
    }
  }

  return (
    <Page>
      <div class="welcome">
        <Mark size={52} />
        <h1>Pictures, right where you write.</h1>
        <p class="soft">Describe what you want to see. Choose the one you like. It lands in your post.</p>
      </div>
      {ended.value && !trouble && <Notice tone="calm">{ended.value}</Notice>}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void enter()
        }}
      >
        {isNew && <TextInput label="Your name" value={name} onInput={setName} autocomplete="name" required />}
        <TextInput
          label="E-mail"
          type="email"
          value={email}
          onInput={setEmail}
          autocomplete="email"
          required
        />
        <TextInput
          label="Password"
          type="password"
          value={password}
          onInput={setPassword}
          autocomplete={isNew ? 'new-password' : 'current-password'}
          help={isNew ? 'At least 8 characters.' : undefined}
          required
        />
        {trouble && <TroubleNotice trouble={trouble} />}
        <Button kind="primary" submit busy={busy}>
          {isNew ? 'Create an account' : 'Sign in'}
        </Button>
        <Button kind="plain" onPress={() => turn(!isNew)}>
          {isNew ? 'I have an account' : 'Create an account'}
        </Button>
      </form>
      <div class="card line">
        <p class="soft">
          Pictures smaller, cropped or of another type: on your own machine, without an account.
        </p>
        <Button kind="strong" onPress={() => go('tools')}>
          Open the tools
        </Button>
      </div>
    </Page>
  )
}
