import * as application from '#features/application/cli/door.js'
import { DecisionMemos } from '#features/decision/cli/door.js'
import type { StaffActor } from '#features/staff/cli/door.js'
import { localActors } from '#features/staff/cli/door.js'
import { LocalStaff } from '#features/staff/cli/local-staff.js'
import * as vetting from '#features/vetting/cli/door.js'
import type { Database } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'
import { staffDoor } from '../doors.js'

/** Whose sessions open something: the rest of the team only seals. */
const keyholders = ['coordinator', 'lead']

/**
 * The use-cases of a board's demonstration on the operator's own connection: a lot of files is one transaction, from the
 * first page to the board, so that no file is ever half there.
 */
export async function boardTools(
  operator: Database,
  place: { readonly editionId: string; readonly keyFolder: string; readonly directory: Directory },
) {
  const { editionId, keyFolder, directory } = place
  const door = staffDoor(operator, directory)
  const { audit, keyring } = door
  const share = new application.ShareChanges(operator, keyring, audit)
  const open = new application.OpenApplication(operator, keyring, share)
  return {
    ...door,
    operator,
    directory,
    memos: new DecisionMemos(operator, keyring, directory),
    editionId,
    actors: await actorsOf(operator, { editionId, keyFolder, directory }),
    reads: new vetting.Reads(keyring, directory, audit),
    restriction: new vetting.RestrictFile(operator, keyring, directory, audit, door.assign),
    ask: new application.AskApplicant(operator, keyring, open),
    hold: new application.HoldFile(operator, audit),
  }
}
export type BoardTools = Awaited<ReturnType<typeof boardTools>>

async function actorsOf(
  operator: Database,
  { editionId, keyFolder, directory }: { editionId: string; keyFolder: string; directory: Directory },
): Promise<(login: string) => StaffActor> {
  const staff = new LocalStaff(operator, keyFolder)
  const holders = await Promise.all(keyholders.map((login) => staff.holder(login)))
  const pairs = new Map(holders.map(({ accountId, pair }) => [accountId, pair]))
  const sealsOnly = (id: string) => ({ publicKey: directory.staffKey(id), secretKey: Buffer.alloc(0) })
  const actors = await localActors(operator, editionId, (id) => pairs.get(id) ?? sealsOnly(id))

  return (login) => {
    const actor = actors.get(login)
    if (!actor) throw new Error(`no_colleague ${login}`)
    return actor
  }
}
