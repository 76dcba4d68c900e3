import { lineName, PictureNews, type PictureAsk } from './line.ts'

/** A panel's line to the pictures of one frame. */
export interface PageLine {
  tell(ask: PictureAsk): void
  /** The next news of one of these kinds; null when the line has ended: the page went away. */
  hear<Type extends PictureNews['type']>(
    ...types: Type[]
  ): Promise<Extract<PictureNews, { type: Type }> | null>
  close(): void
}

/** Opens a line; `said` hears what a press would pick. Throws where we have no right to the page. */
export async function openLine(
  tabId: number,
  frameId: number,
  said: (words: string) => void,
): Promise<PageLine> {
  await chrome.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: ['pictures.js'] })
  const line = chrome.tabs.connect(tabId, { frameId, name: lineName })
  const waiting = new Set<(news: PictureNews | null) => void>()
  let open = true
  line.onMessage.addListener((message: unknown) => {
    const news = PictureNews.safeParse(message)
    if (!news.success) return
    if (news.data.type === 'at') said(news.data.words)
    for (const listener of waiting) listener(news.data)
  })
  line.onDisconnect.addListener(() => {
    // Reading it tells the browser that somebody knows: a page may go, which is no error.
    void chrome.runtime.lastError
    open = false
    for (const listener of waiting) listener(null)
  })
  return {
    tell: (ask) => open && line.postMessage(ask),
    hear: (...types) =>
      new Promise((resolve) => {
        if (!open) return resolve(null)
        const listener = (news: PictureNews | null) => {
          if (news && !(types as string[]).includes(news.type)) return
          waiting.delete(listener)
          resolve(news as never)
        }
        waiting.add(listener)
      }),
    close: () => line.disconnect(),
  }
}
