import { describe, expect, it } from 'vitest'
import { Catalogue, paths, ProviderList } from '../../shared/api.ts'
import { inputSchema } from '../../shared/model.ts'
import { models } from '../models/index.ts'
import { send } from '../test/caller.ts'

/** What nobody has published a price of waits for a row. */
const offered = models.filter(({ costBasis }) => costBasis !== 'unknown')

describe('the catalogue', () => {
  it('has every model, with a form that can be drawn and priced', async () => {
    const catalogue = Catalogue.parse((await send(paths.models)).json())
    expect(catalogue.models.map(({ id }) => id)).toEqual(offered.map(({ id }) => id))
    for (const model of catalogue.models) expect(() => inputSchema(model)).not.toThrow()
  })

  it('shows nothing of how vendors want to be asked', async () => {
    const text = JSON.stringify((await send(paths.models)).json())
    expect(text).not.toMatch(/"wire"|"costBasis"|"costNote"/)
    for (const { id, wire } of models) if (!id.startsWith('device/')) expect(text).not.toContain(wire.path)
  })

  it('is not sent twice to who has it', async () => {
    const etag = (await send(paths.models)).headers.get('etag')!
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const answer = await send(paths.models, { headers: { 'if-none-match': known } })
      expect(answer.status).toBe(304)
      expect(answer.bytes.byteLength).toBe(0)
      expect(answer.headers.get('etag')).toBe(etag)
    }
    expect((await send(paths.models, { headers: { 'if-none-match': '"old"' } })).status).toBe(200)
  })

  it('counts its models by who carries them', async () => {
    const { providers } = ProviderList.parse((await send(paths.providers)).json())
    expect(providers.reduce((sum, provider) => sum + provider.models, 0)).toBe(offered.length)
  })
})
