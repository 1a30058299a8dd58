import { type DynamicModule, Module } from '@nestjs/common'
import type { Sql } from '#platform/database/sql.js'
import { smtpSettings } from '#platform/mail/smtp-settings.js'
import { SmtpTransport } from '#platform/mail/transport.js'
import type { KeyPair } from '#platform/vault/keys.js'
import { Addressees, type NamedHosts } from './addressees.js'
import { DeliverMail } from './deliver-mail.job.js'
import { Mailboxes } from './mailboxes.js'

export interface MessageSettings {
  readonly smtpUrl: string
  readonly mailFrom: string
  readonly hosts: NamedHosts
  readonly mailboxKey: KeyPair
}

/** The worker's door of messages: neutral mails from outbox rows to mailboxes. */
@Module({})
export class MessageWorkerModule {
  static with(settings: MessageSettings, sql: Sql): DynamicModule {
    const transport = new SmtpTransport(smtpSettings(settings.smtpUrl), settings.mailFrom)
    const mailboxes = new Mailboxes(sql, settings.mailboxKey)
    return {
      module: MessageWorkerModule,
      providers: [
        { provide: SmtpTransport, useValue: transport },
        { provide: Addressees, useValue: new Addressees(sql, mailboxes, settings.hosts) },
        DeliverMail,
      ],
      exports: [SmtpTransport],
    }
  }
}
