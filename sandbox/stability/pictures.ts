import sharp from 'sharp'
import type { PictureLimits } from './fields.ts'

/** What is wrong with a picture sent, or null: format, sides, pixels, shape. */
export async function pictureProblem(
  name: string,
  bytes: Buffer,
  limits: PictureLimits,
): Promise<string | null> {
  const read = await sharp(bytes)
    .metadata()
    .catch(() => null)
  if (!read || !['jpeg', 'png', 'webp'].includes(read.format))
    return `${name}: must be a JPEG, PNG or WebP picture`
  const { width, height } = read.autoOrient
  const { minSide = 1, maxSide = Infinity, minPixels = 1, maxPixels = Infinity, ratio = Infinity } = limits
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)]
  if (shorter < minSide || longer > maxSide)
    return `${name}: every side must be between ${minSide} and ${maxSide} pixels`
  if (width * height < minPixels || width * height > maxPixels)
    return `${name}: the total pixels must be between ${minPixels} and ${maxPixels}`
  return longer / shorter > ratio
    ? `${name}: the aspect ratio must be between 1:${ratio} and ${ratio}:1`
    : null
}
