import { createHash, createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OrderOf } from '../orders.ts'
import type { Outside } from '../outside.ts'

const retries = 3

/** The webhook secret of an account key; the same key always has the same one, so a restart changes nothing. */
export function hookSecret(key: string): string {
  return `whsec_${createHash('sha256').update(`sandbox webhook secret of ${key}`).digest('hex')}`
}

/** The headers WaveSpeed signs a callback with; the HMAC key is the text after `whsec_`, as it is. */
export function hookHeaders(
  secret: string,
  id: string,
  seconds: number,
  body: string,
): Record<string, string> {
  const signature = createHmac('sha256', secret.replace(/^whsec_/, ''))
    .update(`${id}.${seconds}.${body}`)
    .digest('hex')
  return {
    'content-type': 'application/json',
    'user-agent': 'WaveSpeedAI-Webhook/1.0',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v3,${signature}`,
  }
}

/** Tells the caller's address about a finished task: up to three repeats, as orders say, until `stopped`. */
export async function ringBack(
  call: { url: string; id: string; secret: string; body: string },
  order: OrderOf<'webhook'> | undefined,
  outside: Outside,
  stopped: AbortSignal,
): Promise<void> {
  if (order?.how === 'never') return
  if (order?.how === 'late') await sleep(order.ms, undefined, { signal: stopped })
  const secret = order?.how === 'forged' ? hookSecret('somebody else') : call.secret
  for (let time = 0; time < (order?.how === 'twice' ? 2 : 1); time++)
    for (let attempt = 1; attempt <= 1 + retries; attempt++) {
      const headers = hookHeaders(secret, call.id, Math.floor(Date.now() / 1000), call.body)
      if (await outside.callBack('wavespeed', call.url, attempt, headers, call.body)) break
      if (attempt <= retries)
        await sleep(outside.settings.retryMs * 2 ** (attempt - 1), undefined, { signal: stopped })
    }
}
