import { createEmptyHistoryState, registerHistory } from '@lexical/history'
import { DRAG_DROP_PASTE, registerRichText } from '@lexical/rich-text'
import { $getRoot, COMMAND_PRIORITY_LOW, createEditor, type LexicalEditor } from 'lexical'

/** The true editor on an element of the page. `files` is told of pasted and dropped ones, as the editor hands them on. */
export function mountLexical(
  root: HTMLElement,
  changed: (text: string) => void,
  files?: (files: File[]) => void,
): LexicalEditor {
  const editor = createEditor({ namespace: 'stand-in', onError: (error) => console.error(error) })
  editor.setRootElement(root)
  registerRichText(editor)
  registerHistory(editor, createEmptyHistoryState(), 300)
  editor.registerUpdateListener(({ editorState }) =>
    editorState.read(() =>
      changed(
        $getRoot()
          .getChildren()
          .map((child) => child.getTextContent())
          .join('\n'),
      ),
    ),
  )
  if (files)
    editor.registerCommand(
      DRAG_DROP_PASTE,
      (dropped) => {
        files([...dropped])
        return true
      },
      COMMAND_PRIORITY_LOW,
    )
  return editor
}
