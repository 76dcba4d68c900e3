import type { UnlistedScriptDefinition } from 'wxt'
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { serveTools } from '../tools/worker.ts'

/** Runs in a worker of the panel's, where the tools do their work. */
const toolWorker: UnlistedScriptDefinition = defineUnlistedScript(serveTools)

export default toolWorker
