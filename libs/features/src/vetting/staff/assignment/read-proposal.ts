import { Injectable } from '@nestjs/common'
import { grouped } from '#domain/grouped.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { ConflictKind } from '#domain/vetting/conflict.js'
import { seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { latestProposals, type ProposalRow, proposalRow, type ProposedPair, proposedPairs } from './proposal-rows.js'
import { mayPlan } from './reading-pool.js'

/** One file of a proposal: names of readers by what would happen to them, each list in the order of names. */
export interface ProposedFile {
  readonly id: string
  readonly caseNumber: string
  readonly add: readonly string[]
  readonly keep: readonly string[]
  readonly remove: readonly string[]
}

export interface ProposedLoad {
  readonly accountId: string
  readonly name: string
  readonly before: number
  readonly after: number
}

/** A read that may be a conflict of interest, until somebody says. */
export interface ProposedQuestion {
  readonly file: string
  readonly caseNumber: string
  readonly accountId: string
  readonly name: string
  readonly kind: ConflictKind
}

/**
 * A proposal as far as the viewer sees its files: what they do not see is in no list and no figure. Nor is, in a proposal of
 * somebody else, a file they have to read themselves: what it proposes there may tell which reviews are in.
 */
export interface ProposalView extends Omit<ProposalRow, 'incomplete' | 'beyondCap'> {
  readonly added: number
  readonly kept: number
  readonly removed: number
  /** Reads left out, since they are of who deploys and nobody else has compared them. */
  readonly ownLeft: number
  /** Part of all reads drawn from everybody, 0 to 1; null without reads. */
  readonly poolShare: number | null
  readonly loads: readonly ProposedLoad[]
  /** By case number. */
  readonly files: readonly ProposedFile[]
  readonly incomplete: readonly ProposedFile[]
  /** How many of the files have too few readers to keep the cap. */
  readonly beyondCap: number
  /** By case number, and name; nothing about the viewer. */
  readonly questions: readonly ProposedQuestion[]
}

/** What a run came to. */
@Injectable()
export class ReadProposal {
  constructor(private readonly database: Database) {}

  /** Refuses: not_found. */
  async run(actor: StaffActor, id: string): Promise<Outcome<ProposalView, 'not_found'>> {
    const row = mayPlan(actor) ? await proposalRow(this.database, actor, id) : null
    if (!row) return refuse('not_found')
    const pairs = await proposedPairs(this.database, actor, id)
    const ids = [...new Set([...pairs.map(({ file }) => file), ...row.incomplete])]
    const found = await seenFiles(this.database, actor, {
      where: 'a.id = ANY ($3)',
      tail: 'ORDER BY a.case_number',
      values: [ids],
    })
    const seen = found.filter((file) => file.seen.privateReviews || row.madeById === actor.accountId)
    const shown = new Set(seen.map((file) => file.id))
    const names = await this.names(actor, pairs)

    const parts = { files: seen, pairs: pairs.filter(({ file }) => shown.has(file)), names }
    return done({ ...viewOf(row, parts), questions: questionsIn(parts, actor) })
  }

  /** The edition's latest. Refuses: not_found. */
  async latest(actor: StaffActor): Promise<Outcome<ProposalRow[], 'not_found'>> {
    return mayPlan(actor) ? done(await latestProposals(this.database, actor)) : refuse('not_found')
  }

  /** Reviewers of the edition, whether they get a file or not, and whoever else has one. */
  private async names(actor: StaffActor, pairs: readonly ProposedPair[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ id: string; name: string }>(
      `SELECT id, display_name AS name FROM app.staff_account
       WHERE id = ANY ($1) OR app.holds_role(id, $2, ARRAY['reviewer']) ORDER BY display_name, login`,
      [[...new Set(pairs.map(({ reader }) => reader))], actor.editionId],
    )
    return new Map(rows.map(({ id, name }) => [id, name]))
  }
}

interface ShownParts {
  readonly files: readonly { readonly id: string; readonly caseNumber: string }[]
  readonly pairs: readonly ProposedPair[]
  readonly names: ReadonlyMap<string, string>
}

function viewOf(row: ProposalRow, { files, pairs, names }: ShownParts): Omit<ProposalView, 'questions'> {
  const of = (...acts: readonly ProposedPair['act'][]) => pairs.filter(({ act }) => acts.includes(act))
  const [before, after] = [of('keep', 'remove'), of('keep', 'add')]
  const drawn = after.filter((pair) => pair.drawn === 'pool').length
  const lines = fileLines({ files, pairs, names })
  const [incomplete, beyondCap] = [
    new Set([...row.incomplete, ...of('out', 'own').map(({ file }) => file)]),
    new Set(row.beyondCap),
  ]

  return {
    ...row,
    added: of('add').length,
    kept: of('keep').length,
    removed: of('remove').length,
    ownLeft: of('own').length,
    poolShare: after.length === 0 ? null : drawn / after.length,
    loads: [...names].map(([accountId, name]) => ({
      accountId,
      name,
      before: before.filter(({ reader }) => reader === accountId).length,
      after: after.filter(({ reader }) => reader === accountId).length,
    })),
    files: lines,
    beyondCap: lines.filter(({ id }) => beyondCap.has(id)).length,
    incomplete: lines.filter(({ id }) => incomplete.has(id)),
  }
}

function questionsIn({ files, pairs, names }: ShownParts, actor: StaffActor): ProposedQuestion[] {
  const byFile = grouped(
    pairs.filter(({ act, asked, reader }) => act === 'add' && asked !== null && reader !== actor.accountId),
    ({ file }) => file,
  )
  return files.flatMap(({ id, caseNumber }) =>
    [...names].flatMap(([accountId, name]) => {
      const kind = byFile.get(id)?.find(({ reader }) => reader === accountId)?.asked
      return kind ? [{ file: id, caseNumber, accountId, name, kind }] : []
    }),
  )
}

function fileLines({ files, pairs, names }: ShownParts): ProposedFile[] {
  const byFile = new Map<string, ProposedPair[]>(files.map(({ id }) => [id, []]))
  for (const pair of pairs) byFile.get(pair.file)?.push(pair)
  return files.map(({ id, caseNumber }) => {
    const acts = new Map(byFile.get(id)?.map(({ reader, act }) => [reader, act]))
    const of = (name: ProposedPair['act']) =>
      [...names].filter(([reader]) => acts.get(reader) === name).map(([, display]) => display)
    return { id, caseNumber, add: of('add'), keep: of('keep'), remove: of('remove') }
  })
}
