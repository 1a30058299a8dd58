import { Injectable } from '@nestjs/common'
import { type ListProblem, type ListRow, readList } from '#domain/nomination/list.js'
import { wayKey } from '#domain/nomination/same-way.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import type { FieldErrors } from '#platform/form/description.js'
import { readForm } from '#platform/form/read-form.js'
import { Keyring, type OpenedRecord } from '#platform/vault/keyring.js'
import { NominationForm } from '../nomination.form.js'
import { NameNominee } from './name-nominee.js'

/** A pasted list as it would be entered. Rows are named by their number in the list, never by what stands in them. */
export interface ListCheck {
  /** The list as a whole cannot be read. */
  readonly problem: ListProblem | null
  /** Rows of the problem, or rows with an answer that does not fit: field → code. */
  readonly wrong: readonly { readonly row: number; readonly errors: FieldErrors }[]
  /** Named twice in this list. */
  readonly repeated: readonly number[]
  /** A nomination or application names this way to the person already. */
  readonly known: readonly number[]
  readonly fresh: readonly NominationForm[]
}

export type EnterRefusal = 'not_found' | 'list_unfit' | 'list_known'

/** Many people put forward at once. What is known is compared in this session's memory over what it may open. */
@Injectable()
export class EnterList {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly name: NameNominee,
  ) {}

  /** The dry run: writes nothing but the audit line of the comparison. Refuses: not_found (no coordinator). */
  async look(actor: StaffActor, text: string): Promise<Outcome<ListCheck, 'not_found'>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    const list = readList(text)
    if (!list.ok) {
      const wrong = list.rows.map((row) => ({ row, errors: {} }))
      return done({ problem: list.code, wrong, repeated: [], known: [], fresh: [] })
    }

    return done(checked(list.rows, await this.knownWays(actor)))
  }

  /**
   * Enters the rows that are new, all or none; answers how many. Refuses: not_found, list_unfit (a row or the list does
   * not fit), list_known (known or repeated rows, and they are not to be skipped).
   */
  async run(
    actor: StaffActor,
    text: string,
    skipKnown: boolean,
  ): Promise<Outcome<{ entered: number; check: ListCheck }, EnterRefusal>> {
    const looked = await this.look(actor, text)
    if (!looked.ok) return looked
    const check = looked.value
    if (check.problem !== null || check.wrong.length > 0) return refuse('list_unfit', { check })
    if (!skipKnown && check.known.length + check.repeated.length > 0) return refuse('list_known', { check })
    const named = await this.name.run(actor, check.fresh)

    return named.ok ? done({ entered: named.value.length, check }) : named
  }

  /** Every way to a person that a nomination or a live application of this edition names. */
  private async knownWays(actor: StaffActor): Promise<ReadonlySet<string>> {
    const owners = await this.database.query<{ id: string }>(
      `SELECT id FROM app.nomination WHERE edition_id = $1 AND state NOT IN ('objected', 'withdrawn', 'erased')
       UNION ALL SELECT id FROM app.application WHERE edition_id = $1 AND state NOT IN ('draft', 'erased')`,
      [actor.editionId],
    )
    const line = { verb: 'nomination.compared', objectId: actor.editionId, purpose: String(owners.length) }
    const schemas = ['nomination.contact', 'contact.mailbox', 'contact.rest']
    const records = await this.keyring.open(actor.holder, line, { owners: owners.map(({ id }) => id), schemas })

    return new Set(records.flatMap(waysOf).map(wayKey))
  }
}

/** Addresses and numbers a contact record names: a nomination's one, an application's mailbox and handles. */
export function waysOf({ value }: Pick<OpenedRecord, 'value'>): string[] {
  const { address, values } = value as {
    address?: unknown
    values?: { safe_channels?: readonly { handle?: unknown }[] }
  }
  const handles = values?.safe_channels?.map(({ handle }) => handle) ?? []

  return [address, ...handles].filter((way): way is string => typeof way === 'string' && way !== '')
}

function checked(rows: readonly ListRow[], known: ReadonlySet<string>): ListCheck {
  const check = { wrong: [] as ListCheck['wrong'][number][], repeated: [] as number[], known: [] as number[] }
  const fresh: NominationForm[] = []
  const here = new Set<string>()
  for (const { number, cells } of rows) {
    const { values, errors } = readForm(NominationForm, formOf(cells))
    if (Object.keys(errors).length > 0) {
      check.wrong.push({ row: number, errors })
      continue
    }
    const way = wayKey(cells.address)
    if (here.has(way)) check.repeated.push(number)
    else if (known.has(way)) check.known.push(number)
    else fresh.push(values as NominationForm)
    here.add(way)
  }

  return { problem: null, ...check, fresh }
}

// A cell longer than its hard limit would fault the form; cut there it is still too long, and so named.
const formOf = (cells: ListRow['cells']) =>
  Object.fromEntries(Object.entries(cells).map(([name, text]) => [`nominee_${name}`, text.slice(0, 1000)]))
