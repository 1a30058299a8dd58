import type { Database } from '#platform/database/database.js'
import { accessKeys } from '#platform/vault/access.js'
import type { CodedFile } from './plan.js'
import type { BoardTools } from './tools.js'

interface Found {
  readonly id: string
  readonly state: string
  readonly version: number
}

const question = 'Please say in two sentences what your group did last year. Write no names.'

/** What happens beside the way of a file: one question, one conflict, one hold. Done already is done. */
export async function standBeside(tools: BoardTools, file: CodedFile): Promise<void> {
  if (file.fate !== 'more_info' && file.aside === 'none') return
  const found = await find(tools.operator, file.code)
  if (!found) return
  if (file.fate === 'more_info') await ask(tools, found)
  if (file.aside === 'conflict') await conflict(tools, found, file.reads[0]?.reader ?? '')
  if (file.aside === 'held') await hold(tools, found)
  if (file.aside === 'restricted') await restrict(tools, found)
}

async function find(operator: Database, code: string): Promise<Found | undefined> {
  const [row] = await operator.query<Found>(
    'SELECT a.id, a.state, a.version FROM app.access k JOIN app.application a ON a.id = k.application_id WHERE k.lookup = $1',
    [accessKeys(code).lookup],
  )
  return row
}

async function ask(tools: BoardTools, { id, state, version }: Found): Promise<void> {
  if (state !== 'screening') return
  const asked = { sections: ['example'], text: question, quote: false, version }
  const answer = await tools.ask.run(tools.actors('coordinator'), id, asked)
  if (!answer.ok) throw new Error(`ask ${answer.code}`)
}

// A reader whose file it no longer is cannot say it again.
const conflict = (tools: BoardTools, { id }: Found, reader: string): Promise<unknown> =>
  tools.conflict.run(tools.actors(reader), id, 'personal')

const hold = (tools: BoardTools, { id }: Found): Promise<unknown> =>
  tools.hold.run(tools.actors('security'), id, { act: 'set', reason: 'safety' })

async function restrict(tools: BoardTools, { id }: Found): Promise<void> {
  const lead = tools.actors('lead').accountId
  await tools.operator.transaction(async (tx) => {
    const set = await tx.query<unknown[]>(
      `INSERT INTO app.flag (application_id, kind, reason, set_by) SELECT $1, 'restricted', 'integrity', $2
       WHERE NOT EXISTS (SELECT 1 FROM app.flag WHERE application_id = $1 AND kind = 'restricted') RETURNING id`,
      [id, lead],
    )
    if (set.length > 0)
      await tools.audit.record(tx, { actorId: lead, verb: 'file.restricted', objectId: id, purpose: 'integrity' })
  })
}
