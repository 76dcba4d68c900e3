import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'

// As much of Cloudflare's API as wrangler asks for when it lists secrets, migrates and deploys: played on this
// machine, so that a deploy can be tried to its end without anybody's account. The database is a real one.

export interface PlayedCloudflare {
  url: string
  /** What wrangler is told instead of who somebody is. */
  env: NodeJS.ProcessEnv
  databaseId: string
  /** The names of the secrets that are set; null before there is a Worker. */
  secrets: string[] | null
  queues: string[]
  buckets: string[]
  /** What was asked, in its order: method and path below the account. */
  asked: string[]
  /** How many bytes of Worker were uploaded; 0 before. */
  uploaded(): number
  tables(): string[]
  /** The Worker answers at its address from now on, or not. */
  answering: boolean
  close(): void
}

const account = 'an-account'
const databaseId = '11111111-2222-3333-4444-555555555555'

export async function playCloudflare(): Promise<PlayedCloudflare> {
  const database = new DatabaseSync(':memory:')
  let uploaded = 0
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? '/', 'http://cloudflare')
      response.setHeader('content-type', 'application/json')
      // The Worker that was deployed, at its public address.
      if (url.pathname === '/api/health') {
        response.statusCode = played.answering && uploaded > 0 ? 200 : 404
        return response.end('{}')
      }
      const path = url.pathname.replace(`/client/v4/accounts/${account}`, '')
      played.asked.push(`${request.method} ${path}`)
      const { status, ...said } = answer(`${request.method} ${path}`, url, body)
      response.statusCode = status
      return response.end(JSON.stringify(said))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const good = (result: unknown) => ({
    status: 200,
    success: true,
    errors: [],
    messages: [],
    result,
    result_info: { page: 1, per_page: 100, count: 1, total_count: 1, total_pages: 1 },
  })
  const bad = (code: number, message: string) => ({
    status: 404,
    success: false,
    errors: [{ code, message }],
    messages: [],
    result: null,
  })

  function query(sql: string): unknown[] {
    if (/^\s*select/i.test(sql)) return database.prepare(sql).all()
    database.exec(sql)
    return []
  }

  function answer(call: string, url: URL, body: Buffer) {
    const noWorker = bad(10007, 'This Worker does not exist on your account.')
    switch (call) {
      case 'GET /workers/scripts/atelier/secrets':
        return played.secrets ? good(played.secrets.map((name) => ({ name, type: 'secret_text' }))) : noWorker
      case 'GET /workers/services/atelier':
        return good({
          id: 'atelier',
          default_environment: { environment: 'production', script: { last_deployed_from: 'wrangler' } },
        })
      case 'GET /queues': {
        const name = url.searchParams.get('name')
        const found = played.queues.filter((queue) => name === null || queue === name)
        return good(
          found.map((queue) => ({
            queue_name: queue,
            queue_id: `of-${queue}`,
            consumers: [],
            producers: [],
          })),
        )
      }
      case 'GET /r2/buckets':
        return good({
          buckets: played.buckets.map((name) => ({ name, creation_date: '2026-11-21T00:00:00Z' })),
        })
      case 'GET /r2/buckets/atelier-media':
        return good({ name: 'atelier-media' })
      case 'GET /workers/scripts/atelier/deployments':
        return good({ deployments: [] })
      case 'POST /workers/scripts/atelier/versions':
        uploaded = body.length
        return good({
          id: 'a-version',
          number: 1,
          startup_time_ms: 5,
          metadata: {},
          resources: { script: { etag: 'e', handlers: ['fetch'] }, script_runtime: {}, bindings: [] },
        })
      case 'GET /workers/workers/atelier':
        return good({ id: 'w', name: 'atelier', subdomain: { enabled: false, previews_enabled: false } })
      case 'GET /workers/subdomain':
        return good({ subdomain: 'somebody' })
      case `POST /d1/database/${databaseId}/query`:
        return good([
          { success: true, results: query((JSON.parse(body.toString()) as { sql: string }).sql), meta: {} },
        ])
      case `GET /d1/database/${databaseId}`:
        return good({ uuid: databaseId, name: 'atelier', version: 'production' })
      default:
        return good(call.startsWith('GET') ? { bindings: [] } : {})
    }
  }

  const played: PlayedCloudflare = {
    url: origin,
    env: {
      CLOUDFLARE_API_BASE_URL: `${origin}/client/v4`,
      CLOUDFLARE_API_TOKEN: 'played',
      CLOUDFLARE_ACCOUNT_ID: account,
    },
    databaseId,
    secrets: null,
    queues: [],
    buckets: [],
    asked: [],
    uploaded: () => uploaded,
    tables: () =>
      database
        .prepare("select name from sqlite_master where type = 'table'")
        .all()
        .map((row) => String(row['name'])),
    answering: true,
    close: () => {
      server.closeAllConnections()
      server.close()
      database.close()
    },
  }
  return played
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
