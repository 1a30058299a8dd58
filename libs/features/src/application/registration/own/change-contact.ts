import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import type { Mailbox } from '#platform/mail/mailbox.js'
import { Directory } from '#platform/vault/directory.js'
import { sealRecord } from '#platform/vault/record.js'
import type { ApplicantSession } from '../applicant-session.js'
import type { PreferencesForm } from '../forms/preferences.form.js'
import { recordArrays } from '../record-arrays.js'

export type ContactRefusal = 'not_found' | 'stale'

const noMail = 'do_not_write'

/**
 * How we may write to the person from now on. Sealed at once to `contact` and the worker, who lays it over what was said
 * before; nobody here can read any of it back.
 */
@Injectable()
export class ChangeContact {
  constructor(
    private readonly sql: Sql,
    private readonly directory: Directory,
  ) {}

  /**
   * Says all of it anew; the two words stay as they are when none are typed. The old address gets a last neutral mail
   * while mail goes on. Refuses: not_found, stale.
   */
  save(me: ApplicantSession, given: Partial<PreferencesForm>): Promise<Outcome<null, ContactRefusal>> {
    const rules = given.contact_rules ?? []

    return this.write(me, {
      address: rules.includes(noMail) ? '' : (given.contact_email ?? ''),
      language: given.form_language ?? 'en',
      rules,
      host: given.mail_host ?? null,
      ...(given.mail_mark ? { mark: given.mail_mark } : {}),
    })
  }

  /** "Stop all mail": no address is kept for us to write to. Refuses: not_found, stale. */
  stop(me: ApplicantSession): Promise<Outcome<null, ContactRefusal>> {
    return this.write(me, { address: '', rules: [noMail] })
  }

  private async write(
    me: ApplicantSession,
    changed: Partial<Mailbox> & Pick<Mailbox, 'address'>,
  ): Promise<Outcome<null, ContactRefusal>> {
    const now = await this.sql.one<{ version: number | null }>('SELECT app.own_mailbox_version($1) AS version', [
      me.token.hash,
    ])
    if (now?.version === null || now?.version === undefined) return refuse('not_found')
    const place = { owner: me.applicationId, compartment: 'contact', schema: 'contact.mailbox' }
    const readers = [this.directory.compartmentKey('contact'), this.directory.workerKey()]
    const record = sealRecord({ ...place, version: now.version + 1 }, changed, readers)
    const row = await this.sql.one<{ code: ContactRefusal | 'ok' }>(
      'SELECT code FROM app.own_mailbox_save($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [me.token.hash, now.version, changed.address !== '', ...recordArrays([record])],
    )
    const code = row?.code ?? 'not_found'

    return code === 'ok' ? done(null) : refuse(code)
  }
}
