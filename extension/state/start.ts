import { effect, untracked } from '@preact/signals'
import { account } from './account.ts'
import { restoreBench } from './kept-bench.ts'
import { catalogue } from './catalogue.ts'
import { restoreDrafts } from './draft.ts'
import { forgetInHand } from './in-hand.ts'
import { restoreHanded } from './insertion.ts'
import { forgetJobs, refreshJobs } from './jobs.ts'
import { forgetLibrary, library } from './library.ts'
import { restoreOrders } from './orders.ts'
import { restoreModels } from './model-choice.ts'
import { followPictureCalls } from './pick.ts'
import { settle } from './place.ts'
import { presetFiles, restorePresets } from './presets.ts'
import { followBench } from './preview.ts'
import { reconnect } from './reconnect.ts'
import { restoreScreen } from './screen.ts'
import { restoreSession, session } from './session.ts'
import { refreshSwitches } from './switches.ts'
import { restoreTheme } from './theme.ts'

/** Asks for everything a signed-in person sees. Never throws: each part says itself what is wrong. */
export async function refreshAll(): Promise<void> {
  await Promise.all([
    account.refresh(),
    catalogue.refresh(),
    library.refresh(),
    refreshJobs(),
    restoreOrders(),
  ])
}

/** What both the panel and the studio need of the bench. */
async function startBench(): Promise<void> {
  await Promise.all([restoreSession(), restorePresets(), restoreBench(presetFiles)])
  followBench()
}

/** Brings the panel to life: what the browser keeps first, then what the server knows. */
export async function start(): Promise<void> {
  await Promise.all([restoreTheme(), settle()])
  void refreshSwitches()
  await Promise.all([restoreDrafts(), restoreHanded(), restoreModels(), restoreScreen()])
  await startBench()
  await followPictureCalls()
  reconnect(refreshAll)
  effect(() => {
    const state = session.value
    untracked(() => {
      if (state === 'in') void refreshAll()
      if (state !== 'out') return
      account.forget()
      forgetLibrary()
      forgetJobs()
      forgetInHand()
    })
  })
}

/** Brings the studio to life: it works without a server, which only the library needs. */
export async function startStudio(): Promise<void> {
  await restoreTheme()
  await startBench()
  effect(() => {
    const state = session.value
    untracked(() => {
      if (state === 'in') void library.refresh()
      if (state === 'out') forgetLibrary()
    })
  })
}
