import { type Agent, request as send } from 'node:http'

export interface WebAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  readonly location: string
}

type Headers = Readonly<Record<string, string>>
type Fields = Readonly<Record<string, string | readonly string[]>>

/** A plain HTTP client with a cookie jar: what a browser without scripts does, and every header as the test wants it. */
export class WebClient {
  private readonly jar = new Map<string, string>()

  /** `always`: headers of every request; `origin` among them is sent with posts only. `agent` keeps connections, as browsers do. */
  constructor(
    private readonly address: string,
    private readonly always: Headers = {},
    private readonly agent: Agent | false = false,
  ) {}

  /** The cookies held, name to value. */
  get cookies(): ReadonlyMap<string, string> {
    return this.jar
  }

  keep(name: string, value: string): void {
    this.jar.set(name, value)
  }

  get(path: string, headers: Headers = {}): Promise<WebAnswer> {
    return this.send('GET', path, headers)
  }

  /** Posts a form as our own page would; a header given as '' is left out. */
  post(path: string, fields: Fields, headers: Headers = {}): Promise<WebAnswer> {
    const pairs = Object.entries(fields).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((text): [string, string] => [name, text]),
    )
    const type = 'application/x-www-form-urlencoded'
    return this.send(
      'POST',
      path,
      { origin: this.always.origin ?? this.address, 'content-type': type, ...headers },
      `${new URLSearchParams(pairs)}`,
    )
  }

  json(method: string, path: string, body: unknown, headers: Headers = {}): Promise<WebAnswer> {
    return this.send(method, path, { 'content-type': 'application/json', ...headers }, JSON.stringify(body))
  }

  /** Posts, and reads the page the 303 leads to. */
  async postAndFollow(path: string, fields: Fields, headers: Headers = {}): Promise<WebAnswer> {
    const first = await this.post(path, fields, headers)
    return first.status === 303 ? this.get(first.location) : first
  }

  send(method: string, target: string, headers: Headers, body?: string | Buffer): Promise<WebAnswer> {
    const { host, port } = new URL(this.address)
    // The place in the page stays with the browser.
    const path = target.replace(/#.*$/, '')
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const { origin: _, ...always } = this.always
    const given = Object.entries({
      host,
      ...always,
      ...(cookie && { cookie }),
      ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      ...headers,
    }).filter(([, value]) => value !== '')

    return new Promise((resolve, reject) => {
      const sent = send(
        // By number: looking up "localhost" and trying ::1 first cost more than the request.
        { hostname: '127.0.0.1', port, method, path, headers: Object.fromEntries(given), agent: this.agent },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('error', reject)
          answer.on('end', () => {
            this.remember(answer.headers['set-cookie'] ?? [])
            const text = Buffer.concat(parts).toString('utf8')
            const location = answer.headers.location ?? ''
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, location })
          })
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }

  private remember(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.jar.delete(name)
      else this.jar.set(name, value)
    }
  }
}

/** The words of a page as they are read: without markup, and without the marks around what was put in. */
export const plain = ({ text }: WebAnswer): string =>
  text.replaceAll(/<[^>]+>|[\u2066-\u2069]/g, ' ').replaceAll(/\s+/g, ' ')

/** Value of a hidden field of a page. */
export const hiddenField = (html: string, name: string): string =>
  new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0].match(/value="([^"]*)"/)?.[1] ?? ''

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return typeof address === 'object' && address !== null ? address.port : 0
}
