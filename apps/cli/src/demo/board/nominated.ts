import { nominateAtOnce } from '#features/nomination/cli/door.js'
import type { Tx } from '#platform/database/database.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { invented } from '../answers.js'
import { Draw } from '../draw.js'
import type { CodedFile } from './plan.js'
import type { BoardTools } from './tools.js'

type Named = Pick<CodedFile, 'number' | 'person'>
type UpTo = 'named' | 'invited' | 'pressed'

/** Puts an invented person forward; the session of their link once they pressed its button. */
export function nominated(
  tx: Tx,
  tools: BoardTools,
  { number, person }: Named,
  upTo: UpTo,
): Promise<SessionToken | undefined> {
  return nominateAtOnce(tx, tools, {
    editionId: tools.editionId,
    actorId: tools.actors('coordinator').accountId,
    upTo,
    flags: number % 2 === 0 ? ['counts_as_voucher'] : [],
    form: {
      nominee_name: person.name,
      nominee_channel: 'email',
      nominee_address: `person-${number}@applicants.invalid`,
      nominee_language: person.origin.answers,
      nominee_why: person.origin.summary,
      nominee_known: 'A partner of ours has worked with them for years.',
      nominee_agreed: upTo === 'named' && number % 3 === 0 ? 'no' : 'yes',
    },
  })
}

/** People put forward who have not applied: one in a hundred, named only or waiting for an answer. Once for each edition. */
export async function nominateOthers(tools: BoardTools, { seed, size }: { seed: number; size: number }): Promise<void> {
  const [found] = await tools.operator.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM app.nomination WHERE edition_id = $1 AND state <> 'used'`,
    [tools.editionId],
  )
  if (found && found.count > 0) return
  await tools.operator.transaction(async (tx) => {
    for (let number = size + 1; number <= size + Math.ceil(size / 100); number += 1) {
      const person = invented(new Draw(seed * 100_003 + number), number)
      await nominated(tx, tools, { number, person }, number % 2 === 0 ? 'invited' : 'named')
    }
  })
}
