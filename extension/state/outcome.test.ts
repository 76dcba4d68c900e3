import { expect, it } from 'vitest'
import { outcomeSentence } from './outcome.ts'

const put = { ok: true, way: 'pasted into the composer' } as const
const typed = { ok: true, way: 'typed at the caret' } as const
const refused = { ok: false, why: 'The composer took none of our four ways.' } as const

it.each([
  [
    'a picture',
    'picture',
    put,
    null,
    'The picture was pasted into the composer. Read it through, then post it yourself.',
  ],
  [
    'picture and text',
    'picture',
    put,
    typed,
    'The picture was pasted into the composer. The text was typed at the caret. Read it through, then post it yourself.',
  ],
  [
    'the picture alone',
    'picture',
    put,
    refused,
    'The picture was pasted into the composer. The text is not in your post. The composer took none of our four ways.',
  ],
  [
    'the text alone',
    'picture',
    refused,
    typed,
    'The text was typed at the caret. The picture is not in your post. The composer took none of our four ways. Copy or download it instead.',
  ],
  [
    'nothing of a video',
    'video',
    refused,
    null,
    'The video is not in your post. The composer took none of our four ways. Download it instead.',
  ],
  [
    'neither',
    'picture',
    refused,
    refused,
    'Neither the text nor the picture is in your post. The composer took none of our four ways. Copy or download it instead.',
  ],
] as const)('says what truly arrived: %s', (_, what, file, text, sentence) =>
  expect(outcomeSentence('post', what, file, text)).toBe(sentence),
)

it('says of a title too', () => {
  expect(outcomeSentence('post', 'picture', put, typed, { ok: true, way: 'written into the field' })).toBe(
    'The title was written into the field. The picture was pasted into the composer. The text was typed at the caret. Read it through, then post it yourself.',
  )
  expect(outcomeSentence('post', 'video', refused, null, refused)).toBe(
    'The title is not in your post. The composer took none of our four ways. The video is not in your post. The composer took none of our four ways. Download it instead.',
  )
})

it.each([
  ['post', 'post it yourself'],
  ['mail', 'send it yourself'],
  ['article', 'save it yourself'],
])('leaves the last step of a %s to the person', (noun, step) =>
  expect(outcomeSentence(noun, 'picture', put, null)).toContain(step),
)
