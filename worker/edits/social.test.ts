import { expect, it } from 'vitest'
import { placementOf } from '../../shared/platforms.ts'
import type { SocialFile } from '../../shared/social.ts'
import { Refusal } from '../problem.ts'
import { refuseFailed } from './social.ts'

const fileFor = (id: string): SocialFile => {
  const placement = placementOf(id)
  const from = { x: 0, y: 0, width: 10, height: 10 }
  return { placement, type: 'image/jpeg', from, to: placement.size, ground: null, suffix: id }
}
const files = ['instagram-story', 'email-header', 'x-header'].map(fileFor)
const made = { status: 'fulfilled', value: 'ast_1' } as const
const failed = (reason: unknown) => ({ status: 'rejected', reason }) as const
const tooLarge = new Refusal('bad-input', 'It does not fit in 200 KB. Nothing was stored.', 'Allow more.')

it('a place that cannot be had is named, and what was made for the others is not denied', () => {
  expect(() => refuseFailed(files, [made, failed(tooLarge), made])).toThrow(
    'Not for E-mail · Header 3:1: It does not fit in 200 KB. What was made for the other places is in your library.',
  )
})

it('where nothing came of any, the reason itself is said', () => {
  expect(() =>
    refuseFailed(
      files,
      files.map(() => failed(tooLarge)),
    ),
  ).toThrow(tooLarge)
})

it('what is no fault of the picture stays what it is', () => {
  const broken = new Error('502')
  expect(() => refuseFailed(files, [made, failed(tooLarge), failed(broken)])).toThrow(broken)
  expect(() => refuseFailed(files, [made, made, made])).not.toThrow()
})
