import type { BackgroundDefinition } from 'wxt'
import { defineBackground } from 'wxt/utils/define-background'
import { answerPage } from '../hold-picker.ts'
import { onButton, placeButtons } from '../button-scripts.ts'
import { onButtons } from '../state/kept-buttons.ts'
import { addMenus, onCommand, onMenu } from '../ways-in.ts'

const background: BackgroundDefinition = defineBackground(() => {
  for (const event of [chrome.runtime.onInstalled, chrome.runtime.onStartup])
    event.addListener(() => {
      addMenus()
      void placeButtons()
    })
  chrome.contextMenus.onClicked.addListener(onMenu)
  chrome.commands.onCommand.addListener(onCommand)
  chrome.runtime.onMessage.addListener(answerPage)
  chrome.runtime.onMessage.addListener(onButton)
  chrome.permissions.onRemoved.addListener(() => void placeButtons())
  onButtons(() => void placeButtons())
})

export default background
