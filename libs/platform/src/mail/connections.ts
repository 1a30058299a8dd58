import SMTPConnection, { type SMTPError } from 'nodemailer/lib/smtp-connection'
import { connectionOptions, type SmtpSettings } from './smtp-settings.js'

export type Opened =
  | { readonly ok: true; readonly connection: SMTPConnection }
  | { readonly ok: false; readonly error: SMTPError }

/** Connects, upgrades to TLS where it must, and signs in where the settings say so. */
export function openConnection(settings: SmtpSettings): Promise<Opened> {
  const connection = new SMTPConnection(connectionOptions(settings))
  return new Promise((resolve) => {
    const fail = (error: SMTPError) => {
      connection.close()
      resolve({ ok: false, error })
    }
    connection.on('error', fail)
    connection.connect((error) => {
      if (error) fail(error)
      else if (!settings.sign) resolve({ ok: true, connection })
      else connection.login(settings.sign, (refused) => (refused ? fail(refused) : resolve({ ok: true, connection })))
    })
  })
}

const idleMilliseconds = 3000
const mailsPerConnection = 100

/** Connections kept a moment for the next mail: a TLS handshake costs more than the mail. */
export class IdleConnections {
  private readonly kept = new Map<SMTPConnection, NodeJS.Timeout>()
  private readonly uses = new WeakMap<SMTPConnection, number>()

  take(): SMTPConnection | undefined {
    for (const connection of this.kept.keys()) {
      this.forget(connection)
      if (!connection.destroyed) return connection
    }
    return undefined
  }

  keep(connection: SMTPConnection): void {
    const uses = (this.uses.get(connection) ?? 0) + 1
    if (uses >= mailsPerConnection) {
      connection.quit()
      return
    }
    this.uses.set(connection, uses)
    this.kept.set(connection, setTimeout(() => this.drop(connection), idleMilliseconds).unref())
  }

  close(): void {
    for (const connection of this.kept.keys()) this.drop(connection)
  }

  private drop(connection: SMTPConnection): void {
    this.forget(connection)
    connection.quit()
  }

  private forget(connection: SMTPConnection): void {
    clearTimeout(this.kept.get(connection))
    this.kept.delete(connection)
  }
}
