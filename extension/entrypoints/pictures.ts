import type { UnlistedScriptDefinition } from 'wxt'
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { servePictures } from '../pictures/in-page.ts'

/** Put into a page when a picture of it is meant, and never before. */
const pictures: UnlistedScriptDefinition = defineUnlistedScript(servePictures)

export default pictures
