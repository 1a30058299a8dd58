import { Injectable } from '@nestjs/common'
import type { ReadPair } from '#domain/assignment/problem.js'
import { grouped } from '#domain/grouped.js'
import type { ConflictKind } from '#domain/vetting/conflict.js'
import { openTiesOf, type SeenFile } from '#features/application/index.orm.js'
import { nominatorNames } from '#features/nomination/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import {
  addressesOf,
  fileSide,
  kindOf,
  nominatorAddressesOf,
  type ReaderSide,
  readerSide,
  sharedBy,
} from './conflict-sides.js'

/** A read somebody would be given, and the kind of conflict it may be. */
export interface AskedPair extends ReadPair {
  readonly kind: ConflictKind
}

interface ReaderRow {
  readonly id: string
  readonly name: string
  readonly addresses: readonly string[]
  readonly affiliations: readonly string[]
}

/** `GuessConflicts` for many reads at once, before they are given. An excluded country is no question here: it bars. */
@Injectable()
export class GuessPairs {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Those of these reads that may be a conflict, from what the actor's session opens of the files; what staff have said
   * something about is not asked again, nor what is about the actor. Lines are committed before anything is opened: never
   * inside a transaction that has written one.
   */
  async run(actor: StaffActor, files: readonly SeenFile[], pairs: readonly ReadPair[]): Promise<AskedPair[]> {
    const open = await this.unanswered(actor, pairs)
    const asked = new Set(open.map(({ file }) => file))
    const seen = files.filter(({ id }) => asked.has(id))
    const tools = { database: this.database, keyring: this.keyring }
    const [ties, nominators] = [await openTiesOf(tools, actor, seen), await nominatorNames(tools, actor, [...asked])]
    const [readers, earlier] = [await this.readers(open), await this.earlierKinds(actor, open)]
    const addresses = await this.nominatorAddresses([...asked])

    return [...grouped(open, ({ file }) => file)].flatMap(([file, own]) => {
      const nominator = { name: nominators.get(file) ?? null, addresses: addresses.get(file) ?? [] }
      const side = fileSide(ties.get(file) ?? none, nominator)
      return own.flatMap((pair) => {
        const [reader, before] = [readers.get(pair.reader), earlier.get(`${pair.file} ${pair.reader}`) ?? null]
        const kind = reader ? kindOf(sharedBy(reader, side, before), before) : null
        return kind ? [{ ...pair, kind }] : []
      })
    })
  }

  private unanswered(actor: StaffActor, pairs: readonly ReadPair[]): Promise<ReadPair[]> {
    return this.database.query<ReadPair>(
      `SELECT p.file, p.reader FROM unnest($1::uuid[], $2::uuid[]) p (file, reader)
       WHERE p.reader <> $3 AND NOT EXISTS (SELECT 1 FROM app.conflict_fact f
         WHERE f.application_id = p.file AND f.account_id = p.reader)
       ORDER BY 1, 2`,
      [...columnsOf(pairs), actor.accountId],
    )
  }

  private async readers(pairs: readonly ReadPair[]): Promise<ReadonlyMap<string, ReaderSide>> {
    const rows = await this.database.query<ReaderRow>(
      `SELECT a.id, a.display_name AS name, ${addressesOf} AS addresses,
         ARRAY(SELECT n.name FROM app.staff_affiliation n WHERE n.account_id = a.id ORDER BY n.name) AS affiliations
       FROM app.staff_account a WHERE a.id = ANY ($1)`,
      [[...new Set(pairs.map(({ reader }) => reader))]],
    )
    return new Map(rows.map((row) => [row.id, readerSide({ ...row, countries: [] })]))
  }

  private async nominatorAddresses(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.database.query<{ id: string; addresses: string[] }>(
      `SELECT f.id, ${nominatorAddressesOf('f.id')} AS addresses FROM app.application f
       WHERE f.id = ANY ($1) AND f.nomination_id IS NOT NULL`,
      [files],
    )
    return new Map(rows.map(({ id, addresses }) => [id, addresses]))
  }

  // Files that are restricted or kept from the viewer tell nothing.
  private async earlierKinds(actor: StaffActor, pairs: readonly ReadPair[]): Promise<Map<string, ConflictKind>> {
    const rows = await this.database.query<AskedPair>(
      `SELECT DISTINCT ON (p.file, p.reader) p.file, p.reader, c.kind
       FROM unnest($1::uuid[], $2::uuid[]) p (file, reader)
         JOIN app.contact_index own ON own.application_id = p.file
         JOIN app.contact_index old ON old.digest = own.digest
         JOIN app.application b ON b.id = old.application_id AND b.edition_id <> $3
         JOIN app.conflict c ON c.application_id = b.id AND c.account_id = p.reader
       WHERE NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = b.id AND f.kind = 'restricted' AND f.lifted_on IS NULL)
         AND NOT EXISTS (SELECT 1 FROM app.conflict v WHERE v.application_id = b.id AND v.account_id = $4)
       ORDER BY p.file, p.reader, b.submitted_week DESC, c.kind`,
      [...columnsOf(pairs), actor.editionId, actor.accountId],
    )
    return new Map(rows.map(({ file, reader, kind }) => [`${file} ${reader}`, kind]))
  }
}

const none = { countries: null, names: [], affiliations: [], addresses: [] }

const columnsOf = (pairs: readonly ReadPair[]): string[][] => [
  pairs.map(({ file }) => file),
  pairs.map(({ reader }) => reader),
]
