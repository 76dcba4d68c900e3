import type { BrowserContext } from 'playwright-core'
import { answerPage, pageHosts, type Outside } from './pages.ts'

/** Serves the stand-in pages at their real addresses inside one browser. */
export async function routePages(context: BrowserContext, outside: Outside = {}): Promise<void> {
  for (const host of pageHosts)
    await context.route(`https://${host}/**`, async (route) => {
      const answer = await answerPage(new URL(route.request().url()), outside)
      await route.fulfill(answer)
    })
}
