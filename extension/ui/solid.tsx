import { useEffect, useRef, useState } from 'preact/hooks'
import {
  AmbientLight,
  Box3,
  Color,
  DirectionalLight,
  HemisphereLight,
  PerspectiveCamera,
  Scene,
  Spherical,
  Vector3,
  WebGLRenderer,
} from 'three'
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js'
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'
import { Notice } from './notice.tsx'

interface Props {
  name: string
  open: () => Promise<Blob>
}

interface Stage {
  /** Turns the view by so many radians around and over the body, and comes nearer or goes away by a factor. */
  turn(around: number, over: number, away?: number): void
  reset(): void
  close(): void
}

/** Puts a GLB on a canvas that follows the pointer. Throws where there is no WebGL or the file cannot be read. */
async function stage(canvas: HTMLCanvasElement, file: Blob): Promise<Stage> {
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true })
  renderer.setPixelRatio(Math.min(devicePixelRatio, 2))
  const scene = new Scene()
  scene.add(new AmbientLight(new Color('#ffffff'), 1.1))
  scene.add(new HemisphereLight(new Color('#fff6e8'), new Color('#6b6257'), 1.4))
  const sun = new DirectionalLight(new Color('#ffffff'), 1.8)
  sun.position.set(2, 3, 4)
  scene.add(sun)
  const { scene: body } = await new GLTFLoader().parseAsync(await file.arrayBuffer(), '').catch((cause) => {
    renderer.dispose()
    throw cause
  })
  // Whatever its own size and place, it stands in the middle and fills the view.
  const box = new Box3().setFromObject(body)
  const middle = box.getCenter(new Vector3())
  const size = box.getSize(new Vector3()).length() || 1
  body.position.sub(middle)
  scene.add(body)
  const camera = new PerspectiveCamera(35, 1, size / 100, size * 20)
  const first = new Vector3(0.45, 0.3, 1).normalize().multiplyScalar(size * 1.75)
  const controls = new OrbitControls(camera, canvas)
  controls.enablePan = false
  controls.minDistance = size * 0.6
  controls.maxDistance = size * 6
  let asked = 0
  const draw = () => {
    asked = 0
    controls.update()
    renderer.render(scene, camera)
  }
  // Drawn when something has changed, and not otherwise.
  const ask = () => (asked ||= requestAnimationFrame(draw))
  controls.addEventListener('change', ask)
  const fit = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = canvas
    renderer.setSize(clientWidth, clientHeight, false)
    camera.aspect = clientWidth / Math.max(1, clientHeight)
    camera.updateProjectionMatrix()
    ask()
  })
  fit.observe(canvas)
  const reset = () => {
    camera.position.copy(first)
    ask()
  }
  reset()
  return {
    reset,
    turn(around, over, away = 1) {
      const at = new Spherical().setFromVector3(camera.position)
      at.theta += around
      at.phi = Math.min(Math.PI - 0.05, Math.max(0.05, at.phi + over))
      at.radius = Math.min(controls.maxDistance, Math.max(controls.minDistance, at.radius * away))
      camera.position.setFromSpherical(at)
      ask()
    },
    close() {
      cancelAnimationFrame(asked)
      fit.disconnect()
      controls.dispose()
      renderer.dispose()
    },
  }
}

const step = Math.PI / 12

const turns: Record<string, readonly [number, number, number?]> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
  '+': [0, 0, 0.85],
  '=': [0, 0, 0.85],
  '-': [0, 0, 1.18],
}

/** A 3D body to be turned with pointer, touch or arrow keys. */
export function Solid({ name, open }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [shown, setShown] = useState<Stage | null>(null)
  const [broken, setBroken] = useState(false)
  useEffect(() => {
    let gone = false
    let mine: Stage | null = null
    void open()
      .then((file) => (gone || !canvas.current ? null : stage(canvas.current, file)))
      .then(
        (ready) => {
          mine = ready
          if (gone) mine?.close()
          else setShown(ready)
        },
        () => !gone && setBroken(true),
      )
    return () => {
      gone = true
      mine?.close()
    }
  }, [])
  if (broken) return <Notice tone="calm">It cannot be shown in this browser. Download it instead.</Notice>
  return (
    <div class="solid">
      <canvas
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-label={`${name}: arrow keys turn it, plus and minus come nearer and go away, Home puts it back`}
        aria-busy={!shown}
        onDblClick={() => shown?.reset()}
        onKeyDown={(event) => {
          const turn = turns[event.key]
          if (turn) shown?.turn(...turn)
          else if (event.key === 'Home') shown?.reset()
          else return
          event.preventDefault()
        }}
      />
      <p class="solid-help">Drag or use the arrow keys to turn it</p>
    </div>
  )
}
