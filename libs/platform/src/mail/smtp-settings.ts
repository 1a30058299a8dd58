import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import { Fault } from '#platform/fault.js'

export interface SmtpSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (smtps). */
  readonly secure: boolean
  /** STARTTLS must succeed; always so off loopback. */
  readonly requireTls: boolean
  readonly sign?: { readonly user: string; readonly pass: string }
  readonly connectSeconds: number
  /** Longest silence of the server, the wait for its answer to the final dot included. */
  readonly patienceSeconds: number
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])

/** Reads `smtp://user:pass@host:port` or `smtps://…`. Throws Fault `smtp_url_unfit`, which names no value. */
export function smtpSettings(url: string): SmtpSettings {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed?.hostname || !['smtp:', 'smtps:'].includes(parsed.protocol)) throw new Fault('smtp_url_unfit')

  const secure = parsed.protocol === 'smtps:'
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: Number(parsed.port) || (secure ? 465 : 587),
    secure,
    requireTls: !secure && !loopback.has(parsed.hostname),
    ...(parsed.username && {
      sign: { user: decodeURIComponent(parsed.username), pass: decodeURIComponent(parsed.password) },
    }),
    connectSeconds: 20,
    patienceSeconds: 120,
  }
}

/** `socketCloseTimeout: 0` destroys the socket on close, so that nothing still buffered leaves after a refusal. */
export const connectionOptions = (settings: SmtpSettings): SMTPConnectionOptions => ({
  host: settings.host,
  port: settings.port,
  secure: settings.secure,
  requireTLS: settings.requireTls,
  ignoreTLS: !settings.requireTls,
  name: 'localhost',
  tls: { minVersion: 'TLSv1.2' },
  connectionTimeout: settings.connectSeconds * 1000,
  greetingTimeout: settings.connectSeconds * 1000,
  socketTimeout: settings.patienceSeconds * 1000,
  socketCloseTimeout: 0,
})
