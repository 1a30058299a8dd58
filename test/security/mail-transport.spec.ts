import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { SMTPServer } from 'smtp-server'
import { SmtpTransport } from '#platform/mail/transport.js'
import { ScriptedServer, type Script } from '#test/support/scripted-smtp.js'

const to = 'amina@example.org'
const raw = Buffer.from('Subject: There is an update\r\n\r\nSign in.\r\n.dot first\r\n')

const server = new ScriptedServer()
const transports: SmtpTransport[] = []

function transportTo(port: number, requireTls = false): SmtpTransport {
  const transport = new SmtpTransport(
    { host: '127.0.0.1', port, secure: false, requireTls, connectSeconds: 1, patienceSeconds: 0.3 },
    'notice@host.example',
  )
  transports.push(transport)
  return transport
}

afterEach(() => {
  for (const transport of transports.splice(0)) transport.close()
  server.stop()
})

async function deliver(script: Script, mark: () => Promise<boolean> = async () => true) {
  let marks = 0
  const port = await server.start(script)
  const delivery = await transportTo(port).deliver({
    to,
    raw,
    mark: async () => {
      marks += 1
      server.heard.push('mark')
      return mark()
    },
  })
  return { delivery, marks }
}

describe('SmtpTransport', () => {
  it('marks after 354 and before the first content byte, and hands over exactly one recipient', async () => {
    const { delivery, marks } = await deliver({})

    expect(delivery).toEqual({ state: 'accepted' })
    expect(marks).toBe(1)
    expect(server.heard).toEqual([
      'connected',
      'EHLO localhost',
      'MAIL FROM:<notice@host.example>',
      `RCPT TO:<${to}>`,
      'DATA',
      'mark',
      'content',
    ])
    expect(server.content).toBe('Subject: There is an update\r\n\r\nSign in.\r\n..dot first\r\n.\r\n')
  })

  it('does not mark while the server holds back its 354', async () => {
    const { delivery } = await deliver({ DATA: (socket) => void setTimeout(() => socket.destroy(), 100) })

    expect(delivery).toEqual({ state: 'deferred', code: null })
    expect(server.heard).not.toContain('mark')
  })

  it('sends nothing when another worker owns the row', async () => {
    const { delivery } = await deliver({}, async () => false)

    expect(delivery).toEqual({ state: 'lost_claim' })
    expect(server.content).toBe('')
  })

  it('sends nothing when the mark cannot be written', async () => {
    const { delivery } = await deliver({}, async () => {
      throw new Error('database gone')
    })

    expect(delivery).toEqual({ state: 'deferred', code: null })
    expect(server.content).toBe('')
  })

  it('sends nothing when the server goes away while the mark is written', async () => {
    const leave = (socket: Socket) => {
      socket.write('354 go on\r\n')
      setTimeout(() => socket.destroy(), 20)
    }
    const { delivery } = await deliver({ DATA: leave }, () => new Promise((r) => setTimeout(() => r(true), 150)))

    expect(delivery).toEqual({ state: 'deferred', code: null })
    expect(server.content).toBe('')
  })

  it('sends nothing when the server lets content begin without a 354', async () => {
    const { delivery, marks } = await deliver({ DATA: '250 whatever' })

    expect({ delivery, marks, content: server.content }).toEqual({
      delivery: { state: 'deferred', code: null },
      marks: 0,
      content: '',
    })
  })

  it.each<[string, Script, unknown]>([
    ['421 at the greeting', { HELLO: '421 later' }, { state: 'deferred', code: 421 }],
    ['554 at the greeting', { HELLO: '554 no service' }, { state: 'deferred', code: 554 }],
    ['421 at MAIL', { MAIL: '421 closing' }, { state: 'deferred', code: 421 }],
    ['530 at MAIL', { MAIL: '530 sign in first', RCPT: '503 no', DATA: '503 no' }, { state: 'deferred', code: 530 }],
    ['450 at RCPT', { RCPT: '450 greylisted', DATA: '503 no' }, { state: 'deferred', code: 450 }],
    ['450 at RCPT and 354 all the same', { RCPT: '450 greylisted' }, { state: 'deferred', code: 450 }],
    ['451 at DATA', { DATA: '451 local error' }, { state: 'deferred', code: 451 }],
    ['550 at RCPT', { RCPT: '550 nobody here', DATA: '503 no' }, { state: 'rejected', code: 550 }],
    ['552 at RCPT', { RCPT: '552 full', DATA: '503 no' }, { state: 'rejected', code: 552 }],
  ])('%s: unmarked, nothing sent', async (_name, script, expected) => {
    const { delivery, marks } = await deliver(script)

    expect({ delivery, marks }).toEqual({ delivery: expected, marks: 0 })
  })

  it.each<[string, Script, unknown]>([
    ['421 after the dot', { DOT: '421 closing' }, { state: 'deferred', code: 421 }],
    ['451 after the dot', { DOT: '451 try later' }, { state: 'deferred', code: 451 }],
    ['550 after the dot', { DOT: '550 policy' }, { state: 'rejected', code: 550 }],
    ['552 after the dot', { DOT: '552 full' }, { state: 'rejected', code: 552 }],
    ['a 354 after the dot', { DOT: '354 what' }, { state: 'uncertain' }],
    ['a drop after the dot', { DOT: (socket) => socket.destroy() }, { state: 'uncertain' }],
    ['half an answer after the dot', { DOT: (socket) => socket.end('25') }, { state: 'uncertain' }],
    ['a long silence after the dot', { DOT: () => undefined }, { state: 'uncertain' }],
  ])('%s: marked once', async (_name, script, expected) => {
    const { delivery, marks } = await deliver(script)

    expect({ delivery, marks }).toEqual({ delivery: expected, marks: 1 })
  })

  it.each<[string, Script]>([
    ['a drop after DATA', { DATA: (socket) => socket.destroy() }],
    ['a long silence at the greeting', { HELLO: () => undefined }],
    ['a long silence at RCPT', { RCPT: () => undefined, DATA: () => undefined }],
  ])('%s is deferred', async (_name, script) => {
    const { delivery, marks } = await deliver(script)

    expect({ delivery, marks }).toEqual({ delivery: { state: 'deferred', code: null }, marks: 0 })
  })

  it('takes nothing for accepted that was answered before the dot', async () => {
    const early = (socket: Socket) => void socket.write('354 go on\r\n250 taken\r\n')
    const { delivery } = await deliver({ DATA: early }, () => new Promise((r) => setTimeout(() => r(true), 50)))

    expect({ delivery, content: server.content }).toEqual({ delivery: { state: 'deferred', code: null }, content: '' })
  })

  it.each(['a@x.org,evil@x.org', 'a@x.org\r\nBcc: evil@x.org', 'a@x.org\u200F'])(
    'refuses %j before connecting',
    async (address) => {
      const port = await server.start({})
      const delivery = await transportTo(port).deliver({ to: address, raw, mark: async () => true })

      expect({ delivery, heard: server.heard }).toEqual({ delivery: { state: 'rejected', code: 553 }, heard: [] })
    },
  )

  it('sends the next mail over the same connection, and over a new one when the server has left', async () => {
    const port = await server.start({})
    const transport = transportTo(port)
    const send = async () => (await transport.deliver({ to, raw, mark: async () => true })).state

    const states = [await send(), await send()]
    server.dropAll()
    states.push(await send())

    expect(states).toEqual(['accepted', 'accepted', 'accepted'])
    expect(server.heard.filter((line) => line === 'connected')).toHaveLength(2)
  })

  it('sends nothing where STARTTLS is missing', async () => {
    const port = await server.start({ EHLO: '250 PIPELINING' })
    const delivery = await transportTo(port, true).deliver({ to, raw, mark: async () => true })

    expect(delivery).toEqual({ state: 'deferred', code: 502 })
    expect(server.heard.join()).not.toContain('MAIL')
  })

  it('sends nothing to a server whose certificate nobody signed', async () => {
    const heard: string[] = []
    const strict = new SMTPServer({
      authOptional: true,
      logger: false,
      onMailFrom: (address, _session, done) => {
        heard.push(address.address)
        done()
      },
    })
    strict.on('error', () => undefined)
    const port = await new Promise<number>((resolve) => {
      const listening = strict.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port))
    })
    const delivery = await transportTo(port, true).deliver({ to, raw, mark: async () => true })
    await new Promise<void>((resolve) => strict.close(() => resolve()))

    expect({ delivery, heard }).toEqual({ delivery: { state: 'deferred', code: null }, heard: [] })
  })
})
