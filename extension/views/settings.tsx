import { useEffect } from 'preact/hooks'
import {
  buttons,
  buttonsSaid,
  followButtons,
  forgetSite,
  showAtField,
  thisSite,
  turnOff,
  turnOffEverywhere,
  turnOn,
} from '../state/buttons.ts'
import { as } from '../state/place.ts'
import { Button } from '../ui/button.tsx'
import { Switch } from '../ui/inputs.tsx'
import { Page } from '../ui/page.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

// The browser's question takes the focus, and a popup that loses it is gone before the answer.
const canAsk = as !== 'popup'

export function SettingsView() {
  useEffect(followButtons, [])
  return (
    <Page>
      <header class="head">
        <h1>Settings</h1>
        <p>Nothing of Atelier is on a page before you call it. A button can stand there if you want one.</p>
      </header>
      {buttons.value ? <Sites known={buttons.value} /> : <Skeleton />}
    </Page>
  )
}

type Known = NonNullable<typeof buttons.value>

function Sites({ known }: { known: Known }) {
  const here = canAsk ? thisSite.value : null
  const hosts = Object.keys(known)
    .filter((host) => host !== here)
    .toSorted()
  const on = Object.values(known).some((site) => site.on)
  return (
    <>
      <p class="status badly" role="status">
        {buttonsSaid.value}
      </p>
      <section class="section" aria-labelledby="this-site">
        <h2 id="this-site">This site</h2>
        {here ? (
          <Site host={here} site={known[here]} label="Show a button here" />
        ) : (
          <p class="soft">
            {canAsk
              ? 'This page cannot have a button: call Atelier on a page of the site you mean.'
              : 'To get a button, open Atelier beside a page of the site you mean.'}
          </p>
        )}
      </section>
      {hosts.length > 0 && (
        <section class="section" aria-labelledby="other-sites">
          <h2 id="other-sites">Other sites</h2>
          {hosts.map((host) => (
            <Site key={host} host={host} site={known[host]} label={host} />
          ))}
        </section>
      )}
      {on && <Button onPress={() => void turnOffEverywhere()}>Take it off everywhere</Button>}
    </>
  )
}

function Site({ host, site, label }: { host: string; site: Known[string] | undefined; label: string }) {
  const on = site?.on ?? false
  const fields = site?.fieldsOff ?? []
  return (
    <div class="card stack">
      {on || canAsk ? (
        <Switch
          label={label}
          on={on}
          help={
            on
              ? `It stands at the field you write in on ${host}. Switched off, the right to this site is given back.`
              : `The browser will ask you for the right to ${host}, and to no other site.`
          }
          onTurn={(wanted) => void (wanted ? turnOn(host) : turnOff(host))}
        />
      ) : (
        <p class="way-title">{label}</p>
      )}
      {on && fields.length > 0 && (
        <ul class="plain-list" aria-label={`Fields on ${host} without it`}>
          {fields.map((field) => (
            <li key={field} class="line">
              <span class="faint">Not at “{field}”</span>
              <Button kind="plain" onPress={() => void showAtField(host, field)}>
                Show it again
              </Button>
            </li>
          ))}
        </ul>
      )}
      {site && !on && (
        <Button kind="plain" onPress={() => void forgetSite(host)}>
          Forget this site
        </Button>
      )}
    </div>
  )
}
