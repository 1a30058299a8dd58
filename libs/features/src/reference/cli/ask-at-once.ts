import { randomUUID } from 'node:crypto'
import { type Referee, recordArrays } from '#features/application/index.js'
import { makeLink, pressLink } from '#features/link/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import { readForm } from '#platform/form/read-form.js'
import type { Audit } from '#platform/audit/audit.js'
import { settleMails } from '#platform/outbox/settle-mails.js'
import type { Directory } from '#platform/vault/directory.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { sha256 } from '#platform/vault/keys.js'
import type { Lang } from '#words/index.js'
import { namingSchemas } from '../staff/known-referees.js'
import { ReferenceForm } from '../registration/forms/reference.form.js'
import { sealAnswers } from '../registration/seal-answers.js'

/** One referee of one file; `answer` is the body of their form, and absent while they have not answered. */
export interface AskedOf {
  readonly file: string
  readonly place: number
  readonly referee: Pick<Referee, 'channel' | 'language'>
  readonly shownName: string
  readonly lang: Lang
  readonly answer?: Readonly<Record<string, unknown>>
}

interface Keys {
  readonly keyring: Keyring
  readonly directory: Directory
  readonly audit: Audit
}

/** The lead opens whom a file names, as asking begins; the line is written, and nothing needs to be opened. */
export async function openNaming(tx: Tx, { audit }: Keys, actorId: string, file: string): Promise<void> {
  const digest = sha256(Buffer.from([file, ...namingSchemas].toSorted().join(',')))
  await audit.record(tx, { actorId, verb: 'references.opened', objectId: file, purpose: 'ask', digest })
}

/** The lead asks one referee by mail, the mail arrives, and the referee answers: by the functions of both pages. */
export async function askAtOnce(tx: Tx, keys: Keys, actorId: string, asked: AskedOf): Promise<void> {
  const { file, place, referee, shownName } = asked
  const referenceId = randomUUID()
  const [request] = await tx.query<{ code: string; expires_on: string }[]>(
    'SELECT code, expires_on::text FROM app.reference_ask($1, $2, $3, false, $4)',
    [referenceId, file, place, actorId],
  )
  if (request?.code !== 'ok') throw new Error(`reference ${request?.code}`)
  const link = await makeLink(tx, keys.keyring, keys.directory, {
    kind: 'reference',
    subjectId: referenceId,
    applicationId: file,
    expiresOn: request.expires_on,
    address: referee.channel,
    language: referee.language,
    shown: { name: shownName },
    mail: 'reference_request',
  })
  await settleMails(tx, { links: [link.id] })
  if (asked.answer) await answer(tx, keys.directory, { ...asked, answer: asked.answer, referenceId, token: link.token })
}

async function answer(
  tx: Tx,
  directory: Directory,
  told: Required<AskedOf> & { readonly referenceId: string; readonly token: string },
): Promise<void> {
  const { values, errors } = readForm(ReferenceForm, told.answer)
  if (Object.keys(errors).length > 0) throw new Error('unfit_reference')
  const session = await pressLink(tx, told.token)
  const records = sealAnswers(directory, told.referenceId, values, told.lang)
  const [row] = await tx.query<{ code: string }[]>(
    'SELECT app.reference_answer($1, NULL, $2, $3, $4, $5, $6, $7, $8, $9) AS code',
    [session.hash, ...recordArrays(records)],
  )
  if (row?.code !== 'ok') throw new Error(`reference ${row?.code}`)
  await tx.query('SELECT app.link_session_end($1)', [session.hash])
}
