/** A page that changes all the time is looked at no more often than this (milliseconds). */
const pause = 40

/**
 * Waits until `check` answers with something, looking again when the page changes and every 100 ms (changes inside
 * shadow roots go unseen otherwise). Null when `ms` milliseconds have passed.
 */
export function waitFor<T>(check: () => T | null | undefined | false, ms: number): Promise<T | null> {
  return new Promise((resolve) => {
    const end = (answer: T | null) => {
      watcher.disconnect()
      clearInterval(timer)
      clearTimeout(limit)
      resolve(answer)
    }
    let looked = 0
    const look = () => {
      const answer = check()
      looked = performance.now()
      if (answer) end(answer)
    }
    const watcher = new MutationObserver(() => {
      if (performance.now() - looked >= pause) look()
    })
    const timer = setInterval(look, 100)
    const limit = setTimeout(() => end(check() || null), ms)
    watcher.observe(document, { childList: true, subtree: true, characterData: true, attributes: true })
    look()
  })
}
