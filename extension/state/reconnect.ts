import { computed, effect, untracked } from '@preact/signals'
import { account } from './account.ts'
import { catalogue } from './catalogue.ts'
import { unreached } from './jobs.ts'
import { library } from './library.ts'
import { ordered } from './orders.ts'
import { session } from './session.ts'

const firstMs = 2000
const slowestMs = 8000

/** Something that should be in sight has had no answer yet. A press is not among it: only its person repeats it. */
const missing = computed(() => {
  const asked = [account, catalogue, library].map((source) => source.now.value.trouble)
  const orders = Object.values(ordered).map(({ value }) => (value.orderId ? value.trouble : null))
  return (
    session.value === 'in' && [unreached.value, ...asked, ...orders].some((each) => each?.decided === false)
  )
})

/** While the server cannot be reached, asks again by itself: more and more slowly, and at once when online again. */
export function reconnect(refresh: () => Promise<void>): void {
  effect(() => {
    if (!missing.value) return
    let pause = firstMs
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const again = async () => {
      clearTimeout(timer)
      await untracked(refresh)
      pause = Math.min(pause * 2, slowestMs)
      clearTimeout(timer)
      if (!over) timer = setTimeout(again, pause)
    }
    timer = setTimeout(again, pause)
    addEventListener('online', again)
    return () => {
      over = true
      clearTimeout(timer)
      removeEventListener('online', again)
    }
  })
}
