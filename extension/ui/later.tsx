import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Notice } from './notice.tsx'
import { Skeleton } from './skeleton.tsx'

/** A part whose code is loaded when it is first shown: what few people need costs nobody else a moment. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ComponentChildren = <Skeleton rows={2} />,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  return function Later(props: Props) {
    const [Part, setPart] = useState(() => loaded)
    const [broken, setBroken] = useState(false)
    useEffect(() => {
      if (Part) return
      load().then(
        (part) => setPart(() => (loaded = part)),
        () => setBroken(true),
      )
    }, [])
    if (Part) return <Part {...props} />
    if (broken) return <Notice>This part could not be loaded. Close the panel and open it again.</Notice>
    return <>{meanwhile}</>
  }
}
