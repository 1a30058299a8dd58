import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** Replies by command word; a function acts on the socket instead. `DOT` answers the end of the content. */
export type Script = Partial<Record<'HELLO' | 'EHLO' | 'STARTTLS' | 'MAIL' | 'RCPT' | 'DATA' | 'DOT', Reply>>
type Reply = string | ((socket: Socket) => void)

const usual: Required<Script> = {
  HELLO: '220 ready',
  EHLO: '250 PIPELINING',
  STARTTLS: '502 unknown',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  DOT: '250 taken',
}

/** A server that follows a script and writes down what it was told, and when the first content byte came. */
export class ScriptedServer {
  heard: string[] = []
  content = ''
  private server?: Server
  private readonly sockets = new Set<Socket>()

  /** Begins anew on a loopback port, which it returns. */
  async start(script: Script): Promise<number> {
    this.heard = []
    this.content = ''
    this.server = createServer((socket) => this.talk(socket, { ...usual, ...script }))
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve))
    return (this.server.address() as AddressInfo).port
  }

  /** Drops whoever is connected. */
  dropAll(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  stop(): void {
    this.dropAll()
    this.server?.close()
  }

  private talk(socket: Socket, script: Required<Script>): void {
    let inContent = false
    this.sockets.add(socket.setNoDelay(true))
    this.heard.push('connected')
    const answer = (step: keyof Script) => {
      const reply = script[step]
      if (typeof reply === 'string') socket.write(`${reply}\r\n`)
      else reply(socket)
    }
    socket.on('error', () => undefined)
    answer('HELLO')
    socket.on('data', (chunk) => {
      if (inContent) {
        if (this.content === '') this.heard.push('content')
        this.content += String(chunk)
        inContent = !/(?:^|\r\n)\.\r\n$/.test(this.content)
        if (!inContent) answer('DOT')
        return
      }
      for (const line of String(chunk).split('\r\n').filter(Boolean)) {
        this.heard.push(line)
        const word = line.split(' ')[0] as keyof Script
        if (word === 'DATA') {
          inContent = typeof script.DATA !== 'string' || script.DATA.startsWith('3')
          this.content = ''
        }
        if (word in script) answer(word)
      }
    })
  }
}
