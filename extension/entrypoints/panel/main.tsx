import { render } from 'preact'
import { as, leavePage } from '../../state/place.ts'
import { start } from '../../state/start.ts'
import { App } from '../../views/app.tsx'

document.documentElement.classList.add(`as-${as}`)
const root = document.getElementById('panel')
if (as === 'page') addEventListener('keydown', (event) => event.key === 'Escape' && leavePage())
if (root) render(<App />, root)
void start()
// As a rule a task is what is looked at first: its screen is fetched while the session is read.
void import('../../views/task.tsx')
