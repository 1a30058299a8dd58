import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type DocumentClass, documentClass, passesDocument } from '#domain/vetting/travel-document.js'
import { lockFile, schemaOf, seeFile, standingAnswers, valuesAlone } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type PassedDocument, passedDocuments } from './passed-documents.js'
import { sealDocument } from './seal-document.js'

export type PassRefusal = 'not_found' | 'document_sealed' | 'stale'

/** A vetting lead, whose keys open the answer, passes on to those who plan whether there is a travel document. */
@Injectable()
export class PassDocument {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
  ) {}

  /**
   * Seals the class (`yes`, `no`) to `balance` where none stands; one that stands is left, and nothing is opened then. Logged
   * before the answer is opened, and when the class is sealed; never call it inside a transaction. Refuses: not_found (file,
   * role, state), document_sealed (this session's keys do not open the answer), stale (the person wrote the page again
   * meanwhile); then nothing is sealed.
   */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<null, PassRefusal>> {
    const before = await this.look(this.database, actor, applicationId)
    if (!before) return refuse('not_found')
    if (before.standing === 'stands') return done(null)
    const found = await this.opened(actor, applicationId, before.page)
    if (!found) return refuse('document_sealed')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      const now = await this.look(tx, actor, applicationId)
      if (!now) return refuse('not_found')
      if (now.page !== before.page) return refuse('stale')
      // A colleague was first.
      if (now.standing === 'stands') return done(null)
      await sealDocument(tx, this.keys(), actor.accountId, { owner: applicationId, page: now.page, found })
      return done(null)
    })
  }

  private keys() {
    return { audit: this.audit, keyring: this.keyring, directory: this.directory }
  }

  /** Null for a file this colleague does not see, or of which nothing is passed on where it stands. */
  private async look(asked: Database | Tx, actor: StaffActor, id: string): Promise<PassedDocument | null> {
    const file = hasRole(actor, 'vetting_lead') ? await seeFile(asked, actor, id) : null
    if (!file || !passesDocument(file.state)) return null
    return (await passedDocuments(asked, [id])).get(id) ?? null
  }

  /** A page that was written again says all of it anew, in a record of its own. */
  private async opened(actor: StaffActor, id: string, page: number): Promise<DocumentClass | null> {
    const line = { verb: 'travel_document.opened', objectId: id, purpose: 'risk' }
    const schemas = [page > 1 ? schemaOf('risk', 'place') : 'risk']
    const records = await this.keyring.open(actor.holder, line, { owners: [id], schemas, keep: valuesAlone })
    const own = records.filter(({ version }) => page === 1 || version === page)
    if (own.length === 0) return null
    const { travel_document_kind: kind } = standingAnswers(own) as { readonly travel_document_kind?: string }
    return documentClass(kind)
  }
}
