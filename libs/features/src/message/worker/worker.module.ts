import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common'
import type { Sql } from '#platform/database/sql.js'
import { smtpSettings } from '#platform/mail/smtp-settings.js'
import { SmtpTransport } from '#platform/mail/transport.js'
import { followUp } from '#platform/outbox/follow-ups.js'
import type { KeyPair } from '#platform/vault/keys.js'
import { Addressees, type NamedHosts } from './addressees.js'
import { DeliverMail } from './deliver-mail.job.js'
import { BlindIndexKey, IndexContact, indexContact } from './index-contact.job.js'
import { Mailboxes } from './mailboxes.js'

export interface MessageSettings {
  readonly smtpUrl: string
  readonly mailFrom: string
  readonly hosts: NamedHosts
  readonly mailboxKey: KeyPair
  readonly blindIndexKey: Buffer
}

/** The worker's door of messages: neutral mails from outbox rows to mailboxes. */
@Module({})
export class MessageWorkerModule implements OnModuleInit {
  static with(settings: MessageSettings, sql: Sql): DynamicModule {
    const transport = new SmtpTransport(smtpSettings(settings.smtpUrl), settings.mailFrom)
    const mailboxes = new Mailboxes(sql, settings.mailboxKey)
    return {
      module: MessageWorkerModule,
      providers: [
        { provide: SmtpTransport, useValue: transport },
        { provide: Addressees, useValue: new Addressees(sql, mailboxes, settings.hosts) },
        { provide: Mailboxes, useValue: mailboxes },
        { provide: BlindIndexKey, useValue: new BlindIndexKey(settings.blindIndexKey) },
        DeliverMail,
        IndexContact,
      ],
      exports: [SmtpTransport],
    }
  }

  onModuleInit(): void {
    followUp('application.submitted', indexContact)
    followUp('application.contact_changed', indexContact)
  }
}
