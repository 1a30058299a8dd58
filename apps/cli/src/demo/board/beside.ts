import { filesByCode, type KnownFile } from '#features/application/cli/door.js'
import { must } from '../must.js'
import type { CodedFile } from './plan.js'
import type { BoardTools } from './tools.js'

const question = 'Please say in two sentences what your group did last year. Write no names.'

/** What happens beside the way of files: questions, conflicts, holds, restrictions. Done already is done. */
export async function standBeside(
  tools: BoardTools,
  files: readonly CodedFile[],
  isStopped: () => boolean,
): Promise<void> {
  const beside = files.filter(({ fate, aside }) => fate === 'more_info' || aside !== 'none')
  const codes = beside.map(({ code }) => code)
  const known = await filesByCode(tools.operator, codes)
  for (const file of beside) {
    const found = known.get(file.code)
    if (found && !isStopped()) await stand(tools, file, found)
  }
}

async function stand(tools: BoardTools, file: CodedFile, found: KnownFile): Promise<void> {
  if (file.fate === 'more_info') await ask(tools, found)
  if (file.aside === 'conflict') await conflict(tools, found, file.reads[0]?.reader ?? '')
  if (file.aside === 'held') await hold(tools, found)
  if (file.aside === 'restricted') await restrict(tools, found)
}

async function ask(tools: BoardTools, { id, state, version }: KnownFile): Promise<void> {
  if (state !== 'screening') return
  const asked = { sections: ['example'], text: question, quote: false, version }
  must(await tools.ask.run(tools.actors('coordinator'), id, asked), 'ask')
}

// A reader whose file it no longer is cannot say it again.
const conflict = (tools: BoardTools, { id }: KnownFile, reader: string): Promise<unknown> =>
  tools.conflict.run(tools.actors(reader), id, 'personal')

const hold = (tools: BoardTools, { id }: KnownFile): Promise<unknown> =>
  tools.hold.run(tools.actors('security'), id, { act: 'set', reason: 'safety' })

// Whoever lifted it since meant it.
async function restrict(tools: BoardTools, { id }: KnownFile): Promise<void> {
  const flags = await tools.operator.query(`SELECT 1 FROM app.flag WHERE application_id = $1 AND kind = 'restricted'`, [
    id,
  ])
  if (flags.length === 0) must(await tools.restriction.run(tools.actors('lead'), id, 'integrity'), 'restrict')
}
