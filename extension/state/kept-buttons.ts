import { z } from 'zod/mini'
import { kept } from './kept.ts'

/** The sites a button was ever asked for at, by host name. */
export const Buttons = z.record(
  z.string(),
  z.strictObject({
    on: z.boolean(),
    /** Names of fields where it is not wanted. */
    fieldsOff: z.array(z.string()),
  }),
)
export type Buttons = z.infer<typeof Buttons>

/** The right to just this site, as the browser writes it. */
export const patternOf = (host: string): string => `https://${host}/*`

const keptButtons = kept('local', 'buttons', Buttons)

export const readButtons = async (): Promise<Buttons> => (await keptButtons.read()) ?? {}

/** Told of every change, also from other windows. Returns the way to stop. */
export const onButtons = (listener: (buttons: Buttons) => void) =>
  keptButtons.watch((buttons) => listener(buttons ?? {}))

/** Says whether a button stands at a site. The right to the site is another matter: `button-scripts.ts` sees to it. */
export async function keepButton(host: string, on: boolean): Promise<void> {
  const { [host]: site, ...others } = await readButtons()
  await keptButtons.write({ ...others, [host]: { fieldsOff: site?.fieldsOff ?? [], on } })
}

export async function keepNoButtons(): Promise<void> {
  const all = Object.entries(await readButtons())
  await keptButtons.write(Object.fromEntries(all.map(([host, site]) => [host, { ...site, on: false }])))
}

/** Says whether it stands at one field of a site where it is on. */
export async function keepField(host: string, field: string, on: boolean): Promise<void> {
  const { [host]: site, ...others } = await readButtons()
  if (!site) return
  const off = site.fieldsOff.filter((each) => each !== field)
  await keptButtons.write({ ...others, [host]: { ...site, fieldsOff: on ? off : [...off, field] } })
}

/** Forgets a site where it is off. */
export async function forgetButton(host: string): Promise<void> {
  const { [host]: _, ...others } = await readButtons()
  await keptButtons.write(others)
}
