// Plain JavaScript for Node 20: runs before anything is installed. It installs what is missing, then starts
// the real command with the repository's own Node and passes on its exit code and signals.
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { homedir, platform, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const bin = join(root, 'node_modules/.bin')
const [name = '', ...args] = process.argv.slice(2)
const env = { ...process.env }
const oldestChromium = 148

/** What each command needs beside the packages. `display`: real gestures, where there is no screen of its own. */
const needs = {
  start: 'display',
  demo: 'display',
  test: 'display',
  bench: 'display',
  canary: 'browser',
  pictures: 'browser',
}

// Human lines go to stderr: stdout belongs to the command.
const say = (line) => process.stderr.write(`${line}\n`)
const quit = (line) => {
  say(line)
  process.exit(1)
}
const run = (command, options) => spawnSync(command[0], command.slice(1), { cwd: root, env, ...options })

/** Packages of the lock that are not installed as it says; npm keeps the record of what it installed. */
function packagesMissing() {
  const record = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(record) || !existsSync(join(bin, 'node'))) return true
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).some(
    ([path, entry]) => path && !entry.optional && installed[path]?.version !== entry.version,
  )
}

function installPackages() {
  say('atelier: installing packages (npm ci)')
  const npm = env['npm_execpath']
  const ownNpm = npm?.endsWith('npm-cli.js')
  const command = ownNpm ? [process.execPath, npm] : ['npm']
  const done = run([...command, 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    stdio: ['ignore', 2, 2],
    shell: !ownNpm && platform() === 'win32',
  })
  if (done.status !== 0)
    quit('atelier: npm ci failed; the lines above say why. Check the connection and run the command again.')
}

/** Tools and browsers want a home they can write to. */
function ensureHome() {
  try {
    accessSync(homedir(), constants.W_OK)
    env['HOME'] ||= homedir()
  } catch {
    env['HOME'] = mkdtempSync(join(tmpdir(), 'atelier-home-'))
  }
}

const inPath = (program) =>
  (env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file))

function playwrightBrowsers() {
  const cache = {
    darwin: join(homedir(), 'Library/Caches/ms-playwright'),
    win32: join(env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright'),
  }
  const folder =
    env['PLAYWRIGHT_BROWSERS_PATH'] ?? cache[platform()] ?? join(homedir(), '.cache/ms-playwright')
  if (!existsSync(folder)) return []
  const programs = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-win/chrome.exe',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  ]
  return readdirSync(folder)
    .filter((entry) => entry.startsWith('chromium-'))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .flatMap((entry) => programs.map((program) => join(folder, entry, program)))
    .filter((file) => existsSync(file))
}

/** A Chromium that starts and is new enough. Branded Chrome is not looked for: it loads no unpacked extension. */
function findChromium() {
  const candidates = [
    env['CHROMIUM_PATH'],
    ...['chromium', 'google-chrome-for-testing', 'chromium-browser'].map(inPath),
    ...playwrightBrowsers(),
  ]
  for (const file of candidates) {
    if (!file) continue
    const answer = run([file, '--version'], { encoding: 'utf8', timeout: 20_000 })
    const major = Number(/(\d+)\.\d+\.\d+/.exec(answer.stdout ?? '')?.[1])
    if (answer.status === 0 && major >= oldestChromium) return file
    say(`atelier: ${file} is left aside: ${major ? `it is version ${major}` : 'it does not start'}`)
  }
  return null
}

const displayTools = { Xvfb: 'xvfb', openbox: 'openbox', xdotool: 'xdotool' }
const displayToolsMissing = () =>
  platform() === 'linux' ? Object.entries(displayTools).filter(([program]) => !inPath(program)) : []

/** As root on Debian, and only then, system packages are installed. */
function installSystem(packages) {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return
  say(`atelier: installing ${packages.join(', ')} with apt-get`)
  const options = { stdio: ['ignore', 2, 2], env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
  run(['apt-get', 'update', '-qq'], options)
  run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], options)
}

function ensureBrowser(need) {
  let chromium = findChromium()
  const missing = [...(chromium ? [] : ['chromium'])]
  if (need === 'display') missing.push(...displayToolsMissing().map(([, pack]) => pack))
  if (missing.length > 0) installSystem(missing)
  chromium ??= findChromium()
  if (!chromium)
    quit(
      `atelier: no Chromium ${oldestChromium} or newer was found. Install one (apt-get install chromium as root, or ` +
        'npx playwright-core install chromium), or name yours in CHROMIUM_PATH, and run the command again.',
    )
  const still = need === 'display' ? displayToolsMissing() : []
  if (still.length > 0)
    quit(
      `atelier: ${still.map(([program]) => program).join(', ')} missing: real clicks and keys need a display. ` +
        `Install ${still.map(([, pack]) => pack).join(' ')} and run the command again.`,
    )
  env['CHROMIUM_PATH'] = chromium
}

function start() {
  const file = join(root, 'e2e/commands', `${name}.ts`)
  const quiet = '--disable-warning=ExperimentalWarning'
  const child = spawn(join(bin, 'node'), [quiet, file, ...args], { cwd: root, env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => quit(`atelier: ${name} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

const commands = readdirSync(join(root, 'e2e/commands')).filter((file) => file.endsWith('.ts'))
if (!commands.includes(`${name}.ts`))
  quit(
    `atelier: there is no command "${name}". There are: ${commands.map((f) => f.slice(0, -3)).join(', ')}.`,
  )
ensureHome()
if (packagesMissing()) installPackages()
env['PATH'] = `${bin}${delimiter}${env['PATH'] ?? ''}`
if (needs[name]) ensureBrowser(needs[name])
start()
