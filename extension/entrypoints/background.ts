import type { BackgroundDefinition } from 'wxt'
import { defineBackground } from 'wxt/utils/define-background'
import { answerPage } from '../hold-picker.ts'
import { addMenus, onCommand, onMenu } from '../ways-in.ts'

const background: BackgroundDefinition = defineBackground(() => {
  chrome.runtime.onInstalled.addListener(addMenus)
  chrome.runtime.onStartup.addListener(addMenus)
  chrome.contextMenus.onClicked.addListener(onMenu)
  chrome.commands.onCommand.addListener(onCommand)
  chrome.runtime.onMessage.addListener(answerPage)
})

export default background
