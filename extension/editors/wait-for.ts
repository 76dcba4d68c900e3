/**
 * Waits until `check` answers with something, looking again whenever the page changes and every 100 ms (changes
 * inside shadow roots go unseen otherwise). Null when `ms` milliseconds have passed.
 */
export function waitFor<T>(check: () => T | null | undefined | false, ms: number): Promise<T | null> {
  return new Promise((resolve) => {
    const end = (answer: T | null) => {
      watcher.disconnect()
      clearInterval(timer)
      clearTimeout(limit)
      resolve(answer)
    }
    const look = () => {
      const answer = check()
      if (answer) end(answer)
    }
    const watcher = new MutationObserver(look)
    const timer = setInterval(look, 100)
    const limit = setTimeout(() => end(check() || null), ms)
    watcher.observe(document, { childList: true, subtree: true, characterData: true, attributes: true })
    look()
  })
}
