import type { AddressInfo, Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { launcherPart } from './cluster.js'

export type TrappedMail = { from: string; to: string[]; messageId: string; subject: string; text: string; raw: string }

/** What the trap does with one mail. A drop hangs up in place of the last answer, having kept the mail or not. */
export type Behaviour =
  | { kind: 'accept'; afterMs?: number }
  | { kind: 'refuse'; code: number; at: 'sender' | 'recipient' | 'content' }
  | { kind: 'drop'; keeps: boolean; afterMs?: number }

type ReadLetter = (raw: Buffer) => { subject: string; text: string }
type Answer = (error?: Error | null) => void

/** A real SMTP server on a loopback port that keeps what it is sent and misbehaves on request. */
export class MailTrap {
  private readonly taken: TrappedMail[] = []
  private readonly sockets = new Map<number, Socket>()
  private plan: (nth: number) => Behaviour = () => ({ kind: 'accept' })
  private begun = 0
  private readonly server: SMTPServer

  private constructor(private readonly readLetter: ReadLetter) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onMailFrom: (_, session, answer) => this.onSender(session, answer),
      onRcptTo: (_, session, answer) => answer(refusal(behaviourOf(session), 'recipient')),
      // A sender that dies in the middle of its content leaves nothing to keep.
      onData: (stream, session, answer) => void this.onContent(stream, session, answer).catch(answer),
    })
    this.server.on('error', () => undefined)
    this.server.server.on('connection', (socket: Socket) => {
      const port = socket.remotePort ?? 0
      this.sockets.set(port, socket)
      socket.on('close', () => this.sockets.delete(port))
    })
  }

  static async start(): Promise<MailTrap> {
    const { readLetter } = await launcherPart<{ readLetter: ReadLetter }>('mailbox/letter.mjs')
    const trap = new MailTrap(readLetter)
    await new Promise<void>((resolve) => trap.server.listen(0, '127.0.0.1', () => resolve()))
    return trap
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`
  }

  /** Everything kept so far, oldest first. */
  messages(): TrappedMail[] {
    return [...this.taken]
  }

  clear(): void {
    this.taken.length = 0
  }

  /** The behaviour from now on; a function is given the number of the mail, counted from 1 at this call. */
  behave(plan: Behaviour | ((nth: number) => Behaviour)): void {
    this.begun = 0
    this.plan = typeof plan === 'function' ? plan : () => plan
  }

  async close(): Promise<void> {
    for (const socket of this.sockets.values()) socket.destroy()
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }

  private onSender(session: SMTPServerSession, answer: Answer): void {
    this.begun += 1
    const behaviour = this.plan(this.begun)
    behaviours.set(session, behaviour)
    answer(refusal(behaviour, 'sender'))
  }

  private async onContent(stream: Readable, session: SMTPServerSession, answer: Answer): Promise<void> {
    const behaviour = behaviourOf(session)
    const raw = await buffer(stream)
    if (behaviour.kind !== 'refuse') await pause(behaviour.afterMs ?? 0)
    if (behaviour.kind === 'accept' || (behaviour.kind === 'drop' && behaviour.keeps)) this.keep(raw, session)
    if (behaviour.kind === 'drop') this.sockets.get(session.remotePort)?.destroy()
    else answer(refusal(behaviour, 'content'))
  }

  private keep(raw: Buffer, { envelope }: SMTPServerSession): void {
    const from = envelope.mailFrom ? envelope.mailFrom.address : ''
    const to = envelope.rcptTo.map((recipient) => recipient.address)
    const messageId = /^message-id:\s*(.+?)\r?$/im.exec(raw.toString('latin1'))?.[1] ?? ''
    this.taken.push({ from, to, messageId, ...this.readLetter(raw), raw: raw.toString('utf8') })
  }
}

const behaviours = new WeakMap<SMTPServerSession, Behaviour>()
const behaviourOf = (session: SMTPServerSession): Behaviour => behaviours.get(session) ?? { kind: 'accept' }

function refusal(behaviour: Behaviour, at: 'sender' | 'recipient' | 'content'): Error | null {
  if (behaviour.kind !== 'refuse' || behaviour.at !== at) return null
  return Object.assign(new Error('scripted refusal'), { responseCode: behaviour.code })
}
