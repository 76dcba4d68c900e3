/** Keeps the page script in its page until the function that comes back is called. */
export type Need = () => () => void

/**
 * The page script stays while somebody needs it: a window of ours that is open, an act under way. It leaves with
 * the last need, at once.
 */
export function staysWhileNeeded(leave: () => void): Need {
  let needs = 0
  return () => {
    let over = false
    needs += 1
    return () => {
      if (over) return
      over = true
      needs -= 1
      if (needs === 0) leave()
    }
  }
}
