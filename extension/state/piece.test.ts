import { expect, it } from 'vitest'
import { fileNameOf } from './piece.ts'

it.each([
  ['Harbour at dawn', 'image/png', 'Harbour at dawn.png'],
  ['lamp.jpg', 'image/jpeg', 'lamp.jpg'],
  ['LAMP.JPG', 'image/jpeg', 'LAMP.JPG'],
  ['lamp.jpg', 'image/webp', 'lamp.jpg.webp'],
  ['v1.2', 'video/mp4', 'v1.2.mp4'],
] as const)('%s of type %s is downloaded as %s', (name, type, file) =>
  expect(fileNameOf({ name, type })).toBe(file),
)
