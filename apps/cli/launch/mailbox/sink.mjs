// A mail server that keeps everything and delivers nothing: what the practice copy "sends" ends here, in memory only.
import { readLetter } from './letter.mjs'

const kept = 200

/** Starts the sink on a free port of 127.0.0.1: { url, mails(): newest first, close() }. */
export async function startSink() {
  const { SMTPServer } = await import('smtp-server')
  const mails = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      const parts = []
      stream.on('data', (part) => parts.push(part))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((recipient) => recipient.address)
        mails.unshift({ at: new Date(), to, ...readLetter(Buffer.concat(parts)) })
        mails.length = Math.min(mails.length, kept)
        done()
      })
    },
  })
  // A client that hangs up is no news here.
  server.on('error', () => {})
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${server.server.address().port}`,
    mails: () => mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
