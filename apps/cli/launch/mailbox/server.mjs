// The mailbox page of the practice copy: its own port, loopback only, no cookie, no form, no script.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { readJson } from '../ground.mjs'
import { mailboxPage, practiceCopyPage } from './page.mjs'

/** Names of headers that proxies and tunnels add: the list of libs/platform/src/web/door/front-door.ts. */
export const relayed =
  /^(forwarded|via|x-forwarded.*|x-original-.*|x-rewrite-url|x-real-ip|x-client-ip|x-cluster-client-ip|client-ip|true-client-ip|fly-client-ip|fastly-client-ip|cf-.*|x-envoy-.*)$/

/** True for a request that came straight from this computer to this port; anything relayed is answered 421. */
export function isOurs(headers, port) {
  if (Object.keys(headers).some((name) => relayed.test(name))) return false
  return ['localhost', '127.0.0.1', '[::1]'].some((host) => headers.host === `${host}:${port}`)
}

/** Starts the page on 127.0.0.1; `mails()` newest first (absent when a real mail server is used), `signInsFile` is read at each request. Resolves with { close }. */
export async function startMailbox({ port, mails, signInsFile, addresses }) {
  const css = readFileSync(path.join(import.meta.dirname, 'mailbox.css'))
  const page = (isStill) =>
    mailboxPage({ signIns: readJson(signInsFile), mails: mails?.(), addresses, now: Date.now(), isStill })
  const server = createServer((request, response) => {
    const bound = server.address()?.port ?? port
    if (!isOurs(request.headers, bound)) return answer(response, 421, practiceCopyPage())
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, practiceCopyPage())
    if (request.url === '/mailbox.css') return answer(response, 200, css, 'text/css')
    if (request.url === '/') return answer(response, 200, page(false))
    if (request.url === '/?still') return answer(response, 200, page(true))
    return answer(response, 404, practiceCopyPage())
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: server.address().port,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(response, status, body, type = 'text/html') {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  })
  response.end(body)
}
