/** Every task by its id: what the panel calls it, and what comes of it. Written down here again on purpose. */
export const taskTitles: Readonly<Record<string, { title: string; makes: Kind }>> = {
  'create-image': { title: 'Create a picture', makes: 'image' },
  'reference-image': { title: 'Create from pictures', makes: 'image' },
  'sketch-to-image': { title: 'Picture from a sketch', makes: 'image' },
  'structure-to-image': { title: 'Keep the structure', makes: 'image' },
  'style-to-image': { title: 'Keep the style', makes: 'image' },
  'edit-image': { title: 'Edit by words', makes: 'image' },
  erase: { title: 'Erase something', makes: 'image' },
  inpaint: { title: 'Fill a part', makes: 'image' },
  expand: { title: 'Expand', makes: 'image' },
  'search-replace': { title: 'Replace a thing', makes: 'image' },
  'search-recolor': { title: 'Recolour a thing', makes: 'image' },
  'remove-background': { title: 'Cut out', makes: 'image' },
  'replace-background': { title: 'Replace the background and relight', makes: 'image' },
  'generate-background': { title: 'Background by words', makes: 'image' },
  'style-transfer': { title: 'Style of one on another', makes: 'image' },
  upscale: { title: 'Enlarge', makes: 'image' },
  'face-swap': { title: 'Swap a face', makes: 'image' },
  'make-avatar': { title: 'Make a portrait speak', makes: 'video' },
  'image-to-video': { title: 'Animate a picture', makes: 'video' },
  'text-to-video': { title: 'Create a clip', makes: 'video' },
  speak: { title: 'Speak a text', makes: 'audio' },
  'clone-voice': { title: 'Clone a voice', makes: 'audio' },
  caption: { title: 'Describe', makes: 'text' },
  'translate-image': { title: 'Translate the words in a picture', makes: 'image' },
  'remove-text': { title: 'Remove the words', makes: 'image' },
  'image-to-3d': { title: 'Picture to 3D', makes: 'model3d' },
  'views-to-3d': { title: 'Views to 3D', makes: 'model3d' },
  'text-to-3d': { title: 'Words to 3D', makes: 'model3d' },
  'sketch-to-3d': { title: 'Sketch to 3D', makes: 'model3d' },
}

export type Kind = 'image' | 'video' | 'audio' | 'model3d' | 'text'

/** Ids of the tasks that some model does now, in the order above. */
export async function offeredTasks(api: string): Promise<string[]> {
  const answer = await fetch(`${api}/api/image-studio/models`)
  const { models } = (await answer.json()) as { models: { task: string }[] }
  const offered = new Set(models.map(({ task }) => task))
  return Object.keys(taskTitles).filter((task) => offered.has(task))
}
