import { connect } from 'node:net'

/** Fields of a page's form, in order. */
export type Fields = readonly (readonly [name: string, value: string])[]

/** One request before it is bytes. */
export interface Shot {
  /** Row of the route table it is aimed at: `POST /:lang/sign-in`. */
  readonly route: string
  readonly state: string
  readonly method: string
  readonly target: string
  readonly headers: Fields
  readonly body: Buffer | null
}

export interface Hit {
  readonly status: number
  readonly head: string
  readonly ms: number
  readonly location: string
}

const ends = (shot: Shot, host: string): Buffer => {
  const { method, target, headers, body } = shot
  const given = new Set(headers.map(([name]) => name.toLowerCase()))
  const own: Fields = [
    ['host', host],
    ['connection', 'close'],
    ...(body && !given.has('transfer-encoding') ? [['content-length', String(body.length)] as const] : []),
  ]
  const lines = [...own.filter(([name]) => !given.has(name)), ...headers].map(([name, value]) => `${name}: ${value}`)
  const head = Buffer.from([`${method} ${target} HTTP/1.1`, ...lines, '', ''].join('\r\n'), 'latin1')
  return Buffer.concat([head, body ?? Buffer.alloc(0)])
}

const longestWaitMs = 20_000

/**
 * Writes a request as it stands, however unfit, on a connection of its own. Status 0: the other side hung up without an
 * answer, which is an answer to what is no HTTP.
 */
export function fire(port: number, host: string, shot: Shot): Promise<Hit> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const parts: Buffer[] = []
    const socket = connect({ host: '127.0.0.1', port })
    const finish = () => {
      const text = Buffer.concat(parts).toString('latin1')
      const head = text.split('\r\n\r\n', 1)[0] ?? ''
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
      const location = /^location: (.*)$/im.exec(head)?.[1]?.trim() ?? ''
      resolve({ status, head, location, ms: performance.now() - began })
    }
    socket.setTimeout(longestWaitMs, () => socket.destroy(new Error(`no_answer ${shot.route}`)))
    socket.on('data', (part) => void parts.push(part))
    socket.on('close', finish)
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // The server may answer and hang up before it has read a megabyte.
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
    socket.on('connect', () => void socket.write(ends(shot, host)))
  })
}
