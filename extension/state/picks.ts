import { computed } from '@preact/signals'
import type { PickRequest, Picks } from '../../shared/api.ts'
import type { TaskId } from '../../shared/task.ts'
import { api } from '../api.ts'
import { asker } from './asker.ts'

/** Which model is recommended for what is being asked, best first, each with its reason. */
const { now, ask } = asker<PickRequest, Picks & { task: TaskId }>({
  send: async (request, signal) => ({ task: request.task, ...(await api.picks(request, signal)) }),
  pauseMs: 700,
  keep: true,
})

export const askPicks = ask

const none: ReadonlyMap<string, string> = new Map()
const reasons = computed(() => new Map(now.value?.picks.map(({ model, reason }) => [model, reason])))

/** Reasons by model, the recommended one first; empty until they are known. */
export const picksFor = (task: TaskId): ReadonlyMap<string, string> =>
  now.value?.task === task ? reasons.value : none
