import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { relayed as relayedOnPages } from '#platform/web/door/front-door.js'
import { launcherPart } from '#test/support/cluster.js'

type Totp = { currentCode: (secret: string, now: number) => { code: string; secondsLeft: number } }
type Sink = { startSink: () => Promise<{ url: string; mails: () => unknown[]; close: () => Promise<void> }> }
type Mailbox = {
  relayed: RegExp
  startMailbox: (options: {
    port: number
    mails: () => unknown[]
    signInsFile: string
    addresses: { registration: string; staff: string }
  }) => Promise<{ port: number; close: () => Promise<void> }>
}

/** RFC 6238, appendix B (SHA-1, key "12345678901234567890"), the last six of its eight digits. */
const rfcKey = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const rfcCodes = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const

describe('the one-time codes of the mailbox page', () => {
  it.each(rfcCodes)('at second %i gives %s, as RFC 6238 does', async (second, code) => {
    const { currentCode } = await launcherPart<Totp>('mailbox/totp.mjs')

    expect(currentCode(rfcKey, second * 1000).code).toBe(code)
  })

  it('says how long a code still lives', async () => {
    const { currentCode } = await launcherPart<Totp>('mailbox/totp.mjs')

    expect(currentCode(rfcKey, 59_000).secondsLeft).toBe(1)
    expect(currentCode(rfcKey, 60_000).secondsLeft).toBe(30)
  })
})

describe('the mailbox page', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'mailbox-'))
  const signInsFile = path.join(folder, 'sign-ins.json')
  const person = { role: 'founder', login: 'founder@localhost', password: '<b>secret</b>', totpSecret: rfcKey }
  let sink: Awaited<ReturnType<Sink['startSink']>>
  let page: Awaited<ReturnType<Mailbox['startMailbox']>>

  beforeAll(async () => {
    writeFileSync(
      signInsFile,
      JSON.stringify({ people: [person], applicants: [], recoveryHalves: ['half-a', 'half-b'] }),
    )
    sink = await (await launcherPart<Sink>('mailbox/sink.mjs')).startSink()
    const { startMailbox } = await launcherPart<Mailbox>('mailbox/server.mjs')
    const addresses = { registration: 'http://localhost:3000/', staff: 'http://localhost:3001/' }
    page = await startMailbox({ port: 0, mails: sink.mails, signInsFile, addresses })
  })

  afterAll(async () => {
    await page.close()
    await sink.close()
    rmSync(folder, { recursive: true })
  })

  it('shows the sign-ins with a current code and no cookie, script or recovery half', async () => {
    const { status, body, headers } = await get('/', { host: `localhost:${page.port}` })

    expect(status).toBe(200)
    expect(headers['set-cookie']).toBeUndefined()
    expect(body).toContain('&lt;b&gt;secret&lt;/b&gt;')
    expect(body).toMatch(/<code>\d{6}<\/code> <small>\d+ s left/)
    expect(body).not.toMatch(/<script|half-[ab]/)
  })

  it('shows a mail as its reader would see it, in Arabic too', async () => {
    const mail = { from: 'a@example.org', to: 'b@example.org', subject: 'هناك تحديث', text: 'سجّل الدخول برمزك <هنا>' }
    await createTransport(sink.url).sendMail(mail)

    const { body } = await get('/', { host: `127.0.0.1:${page.port}` })

    expect(body).toContain('<h3 dir="auto">هناك تحديث</h3>')
    expect(body).toContain('<pre dir="auto">سجّل الدخول برمزك &lt;هنا&gt;</pre>')
    expect(body).toContain('<bdi>b@example.org</bdi>')
  })

  const relayed: Record<string, string>[] = [
    { 'x-forwarded-for': '192.0.2.1' },
    { 'x-forwarded-proto': 'https' },
    { forwarded: 'for=192.0.2.1' },
    { via: '1.1 proxy' },
    { 'x-real-ip': '192.0.2.1' },
    { host: 'apply.example.org' },
    { host: 'localhost' },
    { host: 'localhost:1' },
  ]

  it.each(relayed)('answers 421 "practice copy" to a request with %j, on every route', async (foreign) => {
    const answers = []
    for (const route of ['/', '/mailbox.css', '/nowhere'])
      answers.push(await get(route, { host: `localhost:${page.port}`, ...foreign }))

    expect(answers.map((answer) => answer.status)).toEqual([421, 421, 421])
    for (const { body } of answers) expect(body).toMatch(/Practice copy/)
    for (const { body } of answers) expect(body).not.toMatch(/founder|secret/)
  })

  it('knows the same marks of a proxy as the pages do', async () => {
    const { relayed: relayedHere } = await launcherPart<Mailbox>('mailbox/server.mjs')

    expect(relayedHere.source).toBe(relayedOnPages.source)
  })

  function get(route: string, headers: Record<string, string>) {
    return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: page.port, path: route, headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const body = Buffer.concat(parts).toString('utf8')
          resolve({ status: response.statusCode ?? 0, body, headers: response.headers })
        })
      })
      sent.on('error', reject)
      sent.end()
    })
  }
})
