// Behind `npm test`: installs, builds, runs Jest on the compiled output and prints the tally as the very last line.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBuilt } from './build.mjs'
import { begin, inRoot, readJson, runNode } from './ground.mjs'
import { ensureInstalled } from './install.mjs'
import { failuresIn, tallyLine } from './tally.mjs'

await begin(async () => {
  ensureInstalled()
  ensureBuilt()
  const folder = mkdtempSync(path.join(tmpdir(), 'delegates-report-'))
  try {
    await runJest(path.join(folder, 'report.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

async function runJest(reportFile) {
  const jest = inRoot('node_modules', 'jest', 'bin', 'jest.js')
  const args = [jest, '--json', `--outputFile=${reportFile}`, ...process.argv.slice(2)]
  const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --no-warnings' }
  const code = await runNode(args, env)
  const report = readJson(reportFile)
  const failed = report ? failuresIn(report) : 1
  process.exitCode = code === 0 && failed === 0 ? 0 : 1
  if (!report) console.error('Jest ended before it could write its report: the reason is above.')
  console.log(report ? tallyLine(report) : '0 passed, 1 failed')
}
