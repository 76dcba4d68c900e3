import type { UnlistedScriptDefinition } from 'wxt'
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { z } from 'zod/mini'
import { textOf } from '../editors/caret.ts'
import { insertFile } from '../editors/files.ts'
import { insertText, insertTitle } from '../editors/text.ts'
import { PageAsk, type Outcome, type PageView } from '../messages.ts'
import { titleOf, watchPage } from '../sites/composer.ts'
import { createMount } from '../sites/mount.ts'
import { staysWhileNeeded } from '../sites/stay.ts'

const stillAtWork: Outcome = {
  ok: false,
  why: 'Atelier is still putting something into this post. Look at your post in a moment, before you try again.',
}

/** How long a call may take until a window of ours is open (milliseconds). */
const patience = 10_000

/**
 * Put into a page when Atelier is called there, and never before; a second time does nothing. It stays while a panel
 * of ours speaks with it, or stands in the page, or something is being put in. Then it takes itself away: nothing of
 * it is left, and the next call starts anew.
 */
const page: UnlistedScriptDefinition = defineUnlistedScript(() => {
  const mark = globalThis as { atelierIsHere?: true }
  if (mark.atelierIsHere) return
  mark.atelierIsHere = true

  const leaving = new AbortController()
  const need = staysWhileNeeded(() => {
    leaving.abort()
    clearTimeout(waiting)
    chrome.runtime.onConnect.removeListener(hold)
    chrome.runtime.onMessage.removeListener(hear)
    delete mark.atelierIsHere
  })
  const called = need()
  const waiting = setTimeout(called, patience)

  const here = watchPage(leaving.signal)
  const mount = createMount(need)

  const look = (): PageView => {
    const composer = here.composer()
    const spot = composer ? composer.spot : here.closed()
    return {
      site: here.site?.title ?? null,
      spot: spot?.name ?? (composer ? 'editor' : null),
      draft: composer ? textOf(composer.text).trim() : '',
      hasTitle: composer ? titleOf(composer) !== null : spot?.title !== undefined,
      fileFirst: spot?.fileFirst ?? false,
      takesFiles: spot ? spot.files !== undefined : composer !== null,
    }
  }
  const shown: Outcome = { ok: true, way: 'shown on the page' }
  const hidden: Outcome = { ok: true, way: 'taken off the page' }

  // A panel that was closed half-way and opened again may ask while the page still works on the first.
  let inserting = false
  async function alone(insert: () => Promise<Outcome>): Promise<Outcome> {
    if (inserting) return stillAtWork
    inserting = true
    const done = need()
    try {
      await here.opened()
      return await insert()
    } finally {
      inserting = false
      done()
    }
  }

  async function answer(ask: z.output<typeof PageAsk>): Promise<PageView | Outcome> {
    switch (ask.type) {
      case 'look':
        return look()
      case 'insert-title':
        return alone(() => insertTitle(here.composer, ask.text, ask.without))
      case 'insert-text':
        return alone(() => insertText(here.composer, ask.text, ask.without))
      case 'insert-file':
        return alone(() =>
          insertFile(here.composer, new File([ask.file], ask.name, { type: ask.file.type }), ask.without),
        )
      case 'show-panel':
        mount.show(ask.tabId)
        return shown
      case 'hide-panel':
        mount.hide()
        return hidden
    }
  }

  function hear(message: unknown, _: unknown, respond: (answer: PageView | Outcome) => void): boolean {
    const ask = PageAsk.safeParse(message)
    if (!ask.success) return false
    void answer(ask.data).then(respond)
    return true
  }
  /** A window of ours holds its end of the line for as long as it is open, however it is closed. */
  function hold(line: chrome.runtime.Port): void {
    const over = need()
    line.onDisconnect.addListener(() => {
      mount.tidy()
      over()
    })
    called()
  }
  chrome.runtime.onMessage.addListener(hear)
  chrome.runtime.onConnect.addListener(hold)
})

export default page
