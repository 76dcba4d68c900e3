import { taskGroups, tasks, type Task, type TaskId } from '../../shared/task.ts'

/** Words people use for a task that its title does not say. */
const otherWords: Partial<Record<TaskId, string>> = {
  'create-image': 'generate image photo illustration draw new post',
  'reference-image': 'reference character product consistent combine merge',
  'sketch-to-image': 'drawing control scribble',
  'structure-to-image': 'control layout composition pose depth',
  'style-to-image': 'control look',
  'edit-image': 'change prompt retouch',
  erase: 'remove object delete eraser watermark',
  inpaint: 'mask insert add',
  expand: 'outpaint zoom out uncrop larger wider',
  'search-replace': 'swap object',
  'search-recolor': 'recolor color colour paint',
  'remove-background': 'cutout transparent png isolate',
  'replace-background': 'light relight',
  'generate-background': 'backdrop product scene',
  'style-transfer': 'look filter',
  upscale: 'bigger resolution sharpen enhance 4k',
  'face-swap': 'head person replace',
  'make-avatar': 'talking head lip sync presenter',
  'image-to-video': 'movie clip move motion',
  'text-to-video': 'movie film video',
  speak: 'text to speech tts voice-over narration read aloud audio',
  'clone-voice': 'copy record own',
  caption: 'alt text description words see',
  'translate-image': 'language localise',
  'remove-text': 'watermark caption erase',
  'image-to-3d': 'model mesh glb object',
  'views-to-3d': 'model mesh multi view',
  'text-to-3d': 'model mesh generate',
  'sketch-to-3d': 'model mesh drawing',
}

const plainLetters = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

/** How well a task answers a word: its title before its shelf, that before what else it says; 0 for not at all. */
function weightOf(id: TaskId, word: string): number {
  const { title, about, verb, group }: Task = tasks[id]
  const begins = (text: string) =>
    plainLetters(text)
      .split(/[^\p{L}\p{N}]+/u)
      .some((each) => each.startsWith(word))
  if (plainLetters(title).startsWith(word)) return 4
  if (begins(`${title} ${verb}`)) return 3
  if (begins(taskGroups[group])) return 2
  return begins(`${about} ${otherWords[id] ?? ''}`) ? 1 : 0
}

/** The tasks that answer every word, best first and else in their own order; all of them where nothing is asked. */
export function findTasks(among: readonly TaskId[], words: string): TaskId[] {
  const asked = plainLetters(words).split(/\s+/).filter(Boolean)
  return among
    .map((id) => ({ id, weights: asked.map((word) => weightOf(id, word)) }))
    .filter(({ weights }) => weights.every((weight) => weight > 0))
    .toSorted((a, b) => Math.min(...b.weights, 9) - Math.min(...a.weights, 9))
    .map(({ id }) => id)
}
