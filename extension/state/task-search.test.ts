import { describe, expect, it } from 'vitest'
import { TaskId, tasks } from '../../shared/task.ts'
import { findTasks } from './task-search.ts'

const all = TaskId.options

describe('searching the list of tasks', () => {
  it('finds every task by its own title, and first by it', () => {
    for (const id of all) expect(findTasks(all, tasks[id].title), id).toContain(id)
    expect(findTasks(all, 'erase')[0]).toBe('erase')
    expect(findTasks(all, 'speak')[0]).toBe('speak')
  })

  it.each([
    ['watermark', 'erase'],
    ['tts', 'speak'],
    ['background', 'generate-background'],
    ['3d', 'sketch-to-3d'],
    ['TRANSPARENT', 'remove-background'],
    ['lip sync', 'make-avatar'],
  ] as const)('knows what people call it: %s', (words, id) => expect(findTasks(all, words)).toContain(id))

  it('asks for every word, and shows all where none is asked', () => {
    expect(findTasks(all, 'background relight')).toEqual(['replace-background'])
    expect(findTasks(all, ' ')).toEqual(all)
    expect(findTasks(all, 'qwertz')).toEqual([])
    expect(findTasks(['speak'], 'erase')).toEqual([])
  })
})
