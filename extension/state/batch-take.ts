import { api } from '../api.ts'
import type { Chain } from '../batch/chain.ts'
import { findIn, placed, type Finds } from '../batch/find.ts'
import type { Batch } from '../batch/journal.ts'
import { readCsv, readJson, UnfitList } from '../batch/list.ts'
import { takeFinds, takeList, type Fetchers } from '../batch/take.ts'
import { NoPicture, openAddress } from '../pictures/from-address.ts'
import { many, said, shows, stopSignal, work } from './batch-doing.ts'
import { ownBatch, startBatch } from './batch-open.ts'
import { changeBatch, inOrder, items, newBatch, rest, wrote } from './batches.ts'
import { importChain, knownTools } from './chains.ts'
import { freshAsset } from './library.ts'
import { fileNameOf } from './piece.ts'
import { session } from './session.ts'

/** Begins a batch of its own with tools and files that were in hand elsewhere. */
export async function beginWith(chain: Chain, files: readonly File[]): Promise<void> {
  await startBatch()
  await newBatch(chain)
  await addFiles(files)
}

/** Takes files, folders, ZIPs and lists into the batch. */
export async function addFiles(files: readonly File[]): Promise<void> {
  const given = placed(files)
  const target = await ownBatch()
  await work(target.id, { what: 'taking', share: 0, words: 'Looking at what was given' }, async () => {
    const finds = await findIn(given)
    if (finds.pictures.length + finds.refused.length > 0) await takePictures(target, finds)
    for (const chain of finds.chains) await importChain(chain)
    for (const list of finds.lists) await follow(target, list)
    if (finds.others > 0)
      said.value = { words: `${many(finds.others, 'file')} left out: no pictures.`, well: true }
    else if (finds.pictures.length + finds.refused.length + finds.lists.length + finds.chains.length === 0)
      said.value = { words: 'There was nothing to take in it.', well: false }
    await awake(target)
  })
}

/** Something waits again: what was through is so no longer. */
const awake = async ({ id, state }: Batch) => {
  if (state === 'done') await changeBatch(id, { state: 'open' })
}

async function takePictures(target: Batch, finds: Finds): Promise<void> {
  await takeFinds(target, inOrder.peek(), finds, {
    signal: stopSignal(),
    progress: (done, all) => {
      shows(
        'taking',
        all === 0 ? 1 : done / all,
        `${done.toLocaleString('en')} of ${many(all, 'picture')} copied`,
      )
    },
    wrote,
  })
  rest()
  await changeBatch(target.id, { expected: items.peek().size })
}

async function follow(target: Batch, file: File): Promise<void> {
  const known = await knownTools()
  try {
    const text = await file.text()
    const list = /\.json$/i.test(file.name) ? readJson(text, known) : readCsv(text, known)
    await takeList(target, inOrder.peek(), list, fetchers, {
      signal: stopSignal(),
      progress: (done, all) => {
        shows('taking', done / all, `${done} of ${many(all, 'row')} followed`)
      },
      wrote,
    })
    rest()
  } catch (cause) {
    if (!(cause instanceof UnfitList)) throw cause
    said.value = { words: `${file.name}: ${cause.message}`, well: false }
  }
}

const fetchers: Fetchers = {
  async asset(id) {
    if (session.peek() !== 'in') throw new Error('Pictures of your library need you to be signed in.')
    const asset = await freshAsset(id)
    return new File([await api.open(asset)], fileNameOf(asset), {
      type: asset.type,
      lastModified: asset.createdAt,
    })
  },
  async address(address) {
    try {
      return await openAddress(address, stopSignal())
    } catch (cause) {
      if (!(cause instanceof NoPicture) || !cause.closed || session.peek() !== 'in') throw cause
      // The page itself may not read it; our server may, and keeps it in the person's library.
      return fetchers.asset((await api.importPicture({ url: address })).id)
    }
  },
}

/** Takes pictures of the library into the batch. */
export async function addAssets(ids: readonly string[]): Promise<void> {
  const target = await ownBatch()
  await work(target.id, { what: 'taking', share: 0, words: 'Fetching from your library' }, async () => {
    const rows = ids.map((id, at) => ({
      line: at + 1,
      source: { kind: 'asset' as const, id },
      as: null,
      tools: null,
      own: {},
    }))
    await takeList(target, inOrder.peek(), { rows, bad: [] }, fetchers, {
      signal: stopSignal(),
      progress: (done, all) => {
        shows('taking', done / all, `${done} of ${all} fetched`)
      },
      wrote,
    })
    rest()
    await awake(target)
  })
}
