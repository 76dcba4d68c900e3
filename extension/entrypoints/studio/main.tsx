import { render } from 'preact'
import { startStudio } from '../../state/start.ts'
import { Studio } from '../../views/studio.tsx'

document.documentElement.classList.add('as-studio')
const root = document.getElementById('studio')
if (root) render(<Studio />, root)
void startStudio()
