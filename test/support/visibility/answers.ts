import { CompareFiles } from '#features/application/staff/compare-files.js'
import { FindFile } from '#features/application/staff/find-file.js'
import { ExportFiles } from '#features/application/staff/export/export-files.js'
import { fileOrders } from '#features/application/staff/search/application-query.js'
import { AlikeFiles } from '#features/application/staff/screening/alike-files.js'
import { EditionIndex } from '#features/application/staff/search/edition-index.js'
import { fileFields } from '#features/application/staff/search/file-fields.js'
import { KeptSearches } from '#features/application/staff/search/kept-searches.js'
import { SearchFiles } from '#features/application/staff/search/search-files.js'
import { WorkFactIndex } from '#features/application/staff/search/work-facts.js'
import { WorkingSets } from '#features/application/staff/search/working-sets.js'
import { TagFile } from '#features/application/staff/tag-file.js'
import { DecideMany } from '#features/decision/staff/many/decide-many.js'
import { ListUnasked } from '#features/reference/staff/list-unasked.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ListWaiting } from '#features/task/staff/list-waiting.js'
import { KeepApart } from '#features/vetting/staff/apart/keep-apart.js'
import { Reads } from '#features/vetting/staff/assignment/reads.js'
import { ReadCoverage } from '#features/vetting/staff/assignment/read-coverage.js'
import { ListConflicts } from '#features/vetting/staff/conflict/list-conflicts.js'
import { ReadKeptMail } from '#features/vetting/staff/desk/kept-mail.js'
import { ListDesk } from '#features/vetting/staff/desk/list-desk.js'
import { ListAssignments } from '#features/vetting/staff/list-assignments.js'
import { ReadRestriction } from '#features/vetting/staff/restricted/read-restriction.js'
import { Audit } from '#platform/audit/audit.js'
import { SessionMemory } from '#features/staff/staff/session-memory.js'
import { StepUpWindow } from '#features/staff/staff/step-up-window.js'
import { Clock } from '#platform/clock/clock.js'
import type { staffDoor } from '../staff-door.js'
import { openWindow } from '../people/staff-session.js'
import type { World } from '../world.js'

type Door = Awaited<ReturnType<typeof staffDoor>>

/** The searches of the list over one world. */
export function searchDoor({ database, keyring }: Pick<Door, 'database' | 'keyring'>) {
  const audit = new Audit(database)
  const sets = new WorkingSets(
    database,
    new EditionIndex(database),
    new WorkFactIndex(database),
    keyring,
    new SessionMemory(new Clock()),
  )
  const search = new SearchFiles(keyring, sets, new KeptSearches(database, audit))
  return {
    search,
    sets,
    exports: new ExportFiles(database, audit, search, sets, new StepUpWindow(database)),
    tags: new TagFile(database, keyring, audit),
  }
}

/** Every field once with its opposite, and values that the seeded files have. */
const searches = [
  ...Object.keys(fileFields.fields).map((field) => `${field}:any`),
  ...Object.keys(fileFields.fields).map((field) => `not ${field}:any`),
  'not state:board',
  'state:board xor held:yes',
  'reviews:>1 or score:>=3',
  'not decision:agreed and not outcome:release_invite',
  'tag:strong or tag:again',
  'wave:main',
  'hold:duress or not hold:duress',
  'checks:>1 or evidence:>3 or conflicts:>0 or readers:>1 or duplicates:>0',
]

/** Everything a viewer is answered, about all files and about one, as texts. */
export function answersOf(world: World, door: Door) {
  const { search, sets, exports, tags } = searchDoor(door)
  const { database } = door
  const find = new FindFile(database)
  const many = new DecideMany(database, new Audit(database))
  const apart = new KeepApart(database, door.keyring, world.directory, new Audit(database))

  const lists = async (actor: StaffActor): Promise<unknown[]> => [
    await door.list.run(actor, {}),
    await door.list.counts(actor),
    await search.counts(
      actor,
      searches.map((filter) => ({ filter })),
    ),
    ...(await inTurn(fileOrders, (order) => search.run(actor, { order }))),
    await search.run(actor, { filter: 'not tag:any or score:any', order: 'score' }),
  ]
  const screens = async (actor: StaffActor): Promise<unknown[]> => [
    (await door.pending.board(actor)).map(({ file, decision }) => [file.id, file.state, decision?.move]),
    await door.reading.run(actor),
    await new ReadCoverage(database, new Reads(door.keyring, world.directory, new Audit(database))).run(actor),
    await new CompareFiles(database, new AlikeFiles(database, sets), new Audit(database)).run(actor),
    (await new ListUnasked(database).run(actor)).map(({ id }) => id),
    (await new ListAssignments(database).own(actor)).map(({ id }) => id),
    await new ListWaiting(database).run(actor),
    (await new ListDesk(database).run(actor, 'all')).rows.map(({ file, ...row }) => [file.id, row]),
    await apart.list(actor),
  ]
  const page = async (actor: StaffActor, id: string): Promise<unknown> => {
    const file = await find.run(actor, id)
    const opened = await door.open.run(actor, id)
    if (!file) return opened
    const { facts: _, ...shown } = file
    return [
      { ...shown, seen: shown.seen.compartments },
      opened.ok ? opened.value.records : opened,
      await door.reviews.run(actor, file),
      await door.pending.one(actor, file),
      await door.check.read(actor, file),
      await tags.of(actor, file),
      await new ListAssignments(database).of(actor, file),
      await new ListConflicts(database).run(actor, file),
      await door.harm.read(actor, id),
      await new ReadKeptMail(database).of(actor, file),
      await new ReadRestriction(database, door.keyring).run(actor, id),
      await many.dryRun(actor, { move: 'release_invite', ids: [id] }),
    ]
  }
  const table = async (actor: StaffActor): Promise<unknown> => {
    await openWindow(world, actor)
    const asked = await exports.ask(actor, { state: 'board' })
    const taken = asked.ok ? await exports.take(actor, asked.value) : asked
    await world.operator.query('DELETE FROM app.approval; DELETE FROM app.file_export')
    return taken
  }

  return {
    /** Opens what the viewer's session can open, as a search by name does. */
    warm: (actor: StaffActor) => search.run(actor, { order: 'name' }),
    ofAll: async (actor: StaffActor): Promise<string> =>
      JSON.stringify([await lists(actor), await screens(actor), await table(actor)]),
    ofOne: async (actor: StaffActor, id: string): Promise<string> => JSON.stringify(await page(actor, id)),
  }
}

/** One after the other, so that nothing hangs on which answer comes first. */
async function inTurn<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await act(item))
  return results
}
