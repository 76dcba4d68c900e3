import { askFaces, type Faces } from '../tools/runner.ts'
import { toolIds, type ToolId, type ToolLook } from '../tools/tool.ts'
import { source } from './loaded.ts'

/** What every tool is and asks for, as its worker says. */
export const faces = source<Faces>(askFaces)

/** Read inside a view, it draws again when the answer comes. */
export const faceOf = (id: ToolId): ToolLook | null => faces.now.value.value?.[id] ?? null

/** The tools this browser can do, in their own order. */
export const offeredTools = (): ToolId[] => toolIds.filter((id) => faceOf(id)?.works)

/** Whether a file of this type may go into a tool that accepts these. A file without a type may be anything. */
export const accepts = (types: readonly string[], type: string): boolean =>
  type === '' ||
  types.some((each) => each === type || (each.endsWith('/*') && type.startsWith(each.slice(0, -1))))
