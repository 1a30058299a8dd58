import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Fault } from '#platform/fault.js'
import { newSessionToken } from '#platform/vault/session-box.js'
import { formToken } from '#platform/web/access/form-token.js'
import { routesOf } from '#platform/web/access/route-table.js'
import { readAsset } from '#platform/web/door/asset.js'
import { openWeb } from '#platform/web/serve.js'
import { freePort, WebClient } from '#test/support/web/client.js'
import { guardedModule, settingsFor, unguardedModule } from './sample-app.js'

describe('a web app', () => {
  let app: NestFastifyApplication
  let address: string
  let sheet: string
  const folder = mkdtempSync(path.join(tmpdir(), 'asset-'))
  const session = newSessionToken()
  const lines: string[] = []

  beforeAll(async () => {
    writeFileSync(path.join(folder, 'look.css'), 'p { color: green }\n'.repeat(100))
    const port = await freePort()
    address = `http://localhost:${port}`
    const settings = settingsFor([`localhost:${port}`, `127.0.0.1:${port}`])
    const asset = readAsset(path.join(folder, 'look.css'))
    sheet = asset.path
    app = await openWeb({
      settings,
      assets: [asset],
      module: guardedModule(settings),
      logTo: { write: (line) => void lines.push(line) },
    })
    await app.listen(port, '127.0.0.1')
  })

  afterAll(async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const stranger = () => new WebClient(address)
  const member = () => {
    const client = new WebClient(address)
    client.keep('sample', session.token.toString('base64url'))
    return client
  }
  const fields = (more: Record<string, string> = {}) => ({ form_token: formToken(session), ...more })

  it('sends the whole set of headers with pages, errors, assets and unknown addresses', async () => {
    const policy =
      "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    for (const target of ['/open', '/nowhere', '/broken', sheet, '/%', '/api/v1/nowhere']) {
      const { headers } = await stranger().get(target)
      expect(headers).toMatchObject({
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'same-origin',
        'x-robots-tag': 'noindex, nofollow',
      })
      expect([headers.server, headers['x-powered-by'], headers['strict-transport-security']]).toEqual([
        undefined,
        undefined,
        undefined,
      ])
      expect(headers['cache-control']).toBe(target === sheet ? 'public, max-age=31536000, immutable' : 'no-store')
    }
  })

  it('answers 421 to a foreign host and to anything relayed, on every path and method', async () => {
    const foreign: Record<string, string>[] = [
      { host: 'example.org' },
      { 'x-forwarded-for': '1.2.3.4' },
      { forwarded: 'for=1.2.3.4' },
      { via: '1.1 x' },
      { 'x-real-ip': '1.2.3.4' },
    ]

    for (const headers of foreign) {
      for (const target of ['/open', '/own', '/nowhere', sheet, '/%', '/api/v1/sample']) {
        const given = await stranger().get(target, headers)
        expect([target, given.status, given.text.includes('Practice copy')]).toEqual([target, 421, true])
      }
      expect((await stranger().post('/open', {}, headers)).status).toBe(421)
    }
  })

  it('takes a post only from its own pages', async () => {
    const none = { origin: '' }
    const post = async (headers: Record<string, string>) => (await stranger().post('/open', {}, headers)).status

    expect(await post({})).toBe(303)
    expect(await post({ origin: address.replace('localhost', '127.0.0.1') })).toBe(303)
    expect(await post({ origin: 'http://evil.example' })).toBe(403)
    expect(await post({ origin: 'null' })).toBe(403)
    expect(await post({ origin: address.replace('http:', 'https:') })).toBe(403)
    expect(await post({ origin: 'http://localhost:1' })).toBe(403)
    expect(await post({ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' })).toBe(403)
    expect(await post({ ...none, 'sec-fetch-site': 'same-origin' })).toBe(303)
    expect(await post({ ...none, 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await post({ ...none, 'sec-fetch-site': 'none', referer: `${address}/own` })).toBe(403)
    expect(await post({ ...none, referer: `${address}/own` })).toBe(303)
    expect(await post({ ...none, referer: `http://evil.example/${address}` })).toBe(403)
    expect(await post(none)).toBe(403)
  })

  it('wants the form token of the very session', async () => {
    const saved = await member().post('/own', fields({ name: 'x' }))

    expect([saved.status, saved.text]).toEqual([200, '<!doctype html><p>{&quot;name&quot;:&quot;x&quot;}</p>'])
    expect((await member().post('/own', { name: 'x' })).status).toBe(403)
    expect((await member().post('/own', { form_token: formToken(newSessionToken()) })).status).toBe(403)
    expect((await member().post('/own', { form_token: ['a', formToken(session)] })).status).toBe(403)
    expect((await stranger().post('/own', fields())).location).toBe('/sign-in')
  })

  it('shows the same page for what is absent and for what is forbidden', async () => {
    const absent = await member().get('/nowhere')
    const forbidden = await member().get('/foreign')

    expect([forbidden.status, forbidden.text]).toEqual([absent.status, absent.text])
    expect(absent.status).toBe(404)
    expect((await stranger().get('/foreign')).location).toBe('/sign-in')
    expect((await member().send('DELETE', '/own', { origin: address })).status).toBe(404)
    expect((await member().get('/%')).text).toBe(absent.text)
  })

  it('takes urlencoded forms on pages and JSON on the API, and nothing else', async () => {
    const send = async (target: string, type: string, body: string) =>
      (await stranger().send('POST', target, { origin: address, 'content-type': type }, body)).status

    expect(await send('/open', 'application/json', '{}')).toBe(415)
    expect(await send('/open', 'text/plain', 'a=1')).toBe(415)
    expect(await send('/open', 'multipart/form-data; boundary=x', 'a')).toBe(415)
    expect(await send('/open', '', 'a=1')).toBe(415)
    expect(await send('/open', 'application/x-www-form-urlencoded; charset=utf-16', 'a=1')).toBe(415)
    expect(await send('/open', 'application/x-www-form-urlencoded; charset=UTF-8', 'a=1')).toBe(303)
    expect(await send('/api/v1/sample', 'application/x-www-form-urlencoded', 'a=1')).toBe(415)
    expect(await send('/api/v1/sample', 'text/plain', '{}')).toBe(415)
    expect(await send('/api/v1/sample', 'application/json', '{}')).toBe(201)
  })

  it('refuses bodies that are too large, too deep, too many or dangerous', async () => {
    const form = async (body: string) =>
      (
        await stranger().send(
          'POST',
          '/open',
          { origin: address, 'content-type': 'application/x-www-form-urlencoded' },
          body,
        )
      ).status
    const json = async (body: string) =>
      (await stranger().send('POST', '/api/v1/sample', { 'content-type': 'application/json' }, body)).status
    const nested = (depth: number) => '{"a":'.repeat(depth - 1) + '{}' + '}'.repeat(depth - 1)
    const many = (count: number) => Array.from({ length: count }, (_, i) => `f${i}=1`).join('&')

    expect([await form(many(200)), await form(many(201))]).toEqual([303, 400])
    expect([await form('__proto__=1'), await form('constructor=1')]).toEqual([400, 400])
    expect([await form(`a=${'x'.repeat(250_000)}`), await form(`a=${'x'.repeat(270_000)}`)]).toEqual([303, 413])
    expect([await json(nested(10)), await json(nested(11))]).toEqual([201, 400])
    expect([await json('{"__proto__":{}}'), await json('{"a":{"constructor":1}}'), await json('{')]).toEqual([
      400, 400, 400,
    ])
    expect([await json(`[${'1,'.repeat(199)}1]`), await json(`[${'1,'.repeat(200)}1]`)]).toEqual([201, 400])
  })

  it('sends a refusal back with its code', async () => {
    const refused = await stranger().post('/open', {})

    expect([refused.status, refused.location]).toEqual([303, '/own?notice=too_late'])
  })

  it('says of a fault only that there was one, and writes no value', async () => {
    lines.length = 0
    const broken = await stranger().get('/broken?token=canary-8472')
    const away = await stranger().get('/away')
    const api = await stranger().json('POST', '/api/v1/sample?canary-8473', { __proto: 1 })

    expect([broken.status, broken.text, away.status]).toEqual([500, '<p>calm fault with reference</p>', 503])
    expect(api.status).toBe(201)
    expect(lines.join('')).toContain('"cause":"database_23505"')
    expect(lines.join('')).toContain('"route":"/broken"')
    expect(lines.join('')).not.toMatch(/canary|localhost|127\.0\.0\.1|user-?agent/i)
  })

  it('answers the API with problems', async () => {
    const problem = await stranger().get('/api/v1/nowhere')

    expect([problem.status, problem.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8'])
    expect(JSON.parse(problem.text)).toEqual({
      type: '/problems/not-found',
      title: 'calm not_found',
      status: 404,
      code: 'not_found',
    })
  })

  it('presses pages and keeps the stylesheet forever under the name of its content', async () => {
    const plain = await stranger().get('/open')
    const packed = await stranger().get('/open', { 'accept-encoding': 'gzip, br;q=0' })
    const css = await stranger().get(sheet, { 'accept-encoding': 'br' })
    const again = await stranger().get(sheet, { 'if-none-match': String(css.headers.etag) })

    expect(plain.text).toContain('&lt;b>&amp;')
    expect([packed.headers['content-encoding'], packed.headers.vary]).toEqual(['gzip', 'accept-encoding'])
    expect([css.headers['content-encoding'], css.headers['cache-control'], css.headers['content-type']]).toEqual([
      'br',
      'public, max-age=31536000, immutable',
      'text/css; charset=utf-8',
    ])
    expect(again.status).toBe(304)
  })

  it('gives slow senders the time it says and no more', () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout, maxConnections } = app.getHttpServer()

    expect([headersTimeout, requestTimeout, keepAliveTimeout, maxConnections]).toEqual([6000, 30_000, 5000, 2000])
  })

  it('lists its routes with guard and audit event, and does not start with one that has none', async () => {
    const settings = settingsFor([])

    expect(routesOf(app).slice(0, 2)).toEqual([
      {
        handler: 'SampleController.call',
        method: 'POST',
        path: '/api/v1/sample',
        permission: 'public',
        event: 'sample.called',
      },
      { handler: 'SampleController.away', method: 'GET', path: '/away', permission: 'public', event: undefined },
    ])
    const failed: unknown = await openWeb({ settings, assets: [], module: unguardedModule(settings) }).catch(
      (error) => error,
    )
    const { code, cause } = failed as Fault
    expect([code, (cause as Error).message]).toEqual([
      'routes_unguarded',
      'UnguardedController.loose, UnguardedController.change',
    ])
  })
})

describe('a live web app', () => {
  it('keeps its cookie to one host over https and demands https there for good', async () => {
    const port = await freePort()
    const settings = settingsFor(['apply.example.org', 'other.example.net'], {
      scheme: 'https',
      isPractice: false,
      hasScripts: true,
    })
    const app = await openWeb({ settings, assets: [], module: guardedModule(settings) })
    await app.listen(port, '127.0.0.1')
    const client = new WebClient(`http://127.0.0.1:${port}`)
    const proxied = { host: 'apply.example.org', 'x-forwarded-for': '1.2.3.4' }
    const session = newSessionToken()
    client.keep('__Host-sample', session.token.toString('base64url'))

    const own = await client.get('/own', proxied)
    const posted = await client.post(
      '/own',
      { form_token: formToken(session) },
      { ...proxied, origin: 'https://other.example.net' },
    )
    const foreign = await client.get('/own', { host: 'example.org' })
    await app.close()

    expect([own.status, posted.status, foreign.status]).toEqual([200, 200, 421])
    expect(own.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    expect(own.headers['content-security-policy']).toContain("script-src 'self'; connect-src 'self'")
  })
})
