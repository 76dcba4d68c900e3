import { render } from 'preact'
import { as } from '../../state/place.ts'
import { start } from '../../state/start.ts'
import { App } from '../../views/app.tsx'

document.documentElement.classList.add(`as-${as}`)
const root = document.getElementById('panel')
if (root) render(<App />, root)
void start()
