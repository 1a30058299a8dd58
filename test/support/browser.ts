import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { root } from './cluster.js'

/** The shell first: the same engine without a desktop around it opens a page in half the time. */
const installed = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Starts the system's Chromium (or the one named in CHROMIUM), else the packaged one. The caller closes it. */
export function launchBrowser(): Promise<Browser> {
  const found = [process.env['CHROMIUM'], ...installed].find((file) => file && existsSync(file))
  return chromium.launch(found ? { executablePath: found, ...always } : packagedBrowser())
}

// No sandbox: it needs rights that root and most containers lack, and only our own pages are opened.
const always = {
  headless: true,
  chromiumSandbox: false,
  args: ['--disable-dev-shm-usage', '--font-render-hinting=none'],
}

/** Launch options for @sparticuz/chromium, unpacked once per checkout with the libraries a bare Debian lacks. */
function packagedBrowser(): LaunchOptions {
  const bin = path.join(packageFolder(), 'bin')
  const folder = path.join(root, 'node_modules/.cache', `chromium-${packageVersion()}`)
  if (!existsSync(folder)) unpack(bin, folder)
  const env = {
    ...(process.env as Record<string, string>),
    LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
    FONTCONFIG_PATH: existsSync('/etc/fonts/fonts.conf') ? '/etc/fonts' : path.join(folder, 'fonts'),
  }
  return { executablePath: path.join(folder, 'chromium'), env, ...always }
}

/** In a process of its own, because the package unpacks into TMPDIR; renamed when whole, since two workers may race. */
function unpack(bin: string, folder: string): void {
  mkdirSync(path.dirname(folder), { recursive: true })
  const half = mkdtempSync(`${folder}-`)
  const names = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']
  const script = `const { inflate } = await import('@sparticuz/chromium')
    await Promise.all(${JSON.stringify(names.map((name) => path.join(bin, name)))}.map((file) => inflate(file)))`
  const env = { ...process.env, TMPDIR: half, NODE_OPTIONS: '' }
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the packaged Chromium could not be unpacked: ${done.stderr}`)
  const fonts = path.join(half, 'fonts', 'fonts.conf')
  writeFileSync(fonts, readFileSync(fonts, 'utf8').replaceAll('/tmp/fonts', path.join(folder, 'fonts')))
  try {
    renameSync(half, folder)
  } catch (error) {
    rmSync(half, { recursive: true })
    if (!existsSync(folder)) throw error
  }
}

const packageFolder = () =>
  path.resolve(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../..')

function packageVersion(): string {
  const text = readFileSync(path.join(packageFolder(), 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
