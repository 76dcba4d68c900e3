import { defineBackground } from 'wxt/utils/define-background'
import { addMenus, onCommand, onMenu } from '../ways-in.ts'

export default defineBackground(() => {
  chrome.runtime.onInstalled.addListener(addMenus)
  chrome.runtime.onStartup.addListener(addMenus)
  chrome.contextMenus.onClicked.addListener(onMenu)
  chrome.commands.onCommand.addListener(onCommand)
})
