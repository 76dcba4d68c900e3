import { DurableObject } from 'cloudflare:workers'

export { default } from '../index.ts'

/** A database of its own for thousands of schedules: its storage is the engine that D1 is made of. */
export class Near extends DurableObject {}
