import { editEndpoints, upscaleEndpoints } from './edit.ts'
import type { Endpoint } from './endpoint.ts'
import { controlEndpoints, generateEndpoints } from './generate.ts'
import { solidEndpoints } from './three-d.ts'

/** Every call of v2beta that makes something. */
export const endpoints: readonly Endpoint[] = [
  ...generateEndpoints,
  ...editEndpoints,
  ...upscaleEndpoints,
  ...controlEndpoints,
  ...solidEndpoints,
]
