import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { WebSettings } from '../settings.js'
import { answerHeaders } from './headers.js'

/** Names of headers that proxies and tunnels add. The launcher's mailbox page keeps the same list. */
export const relayed =
  /^(forwarded|via|x-forwarded.*|x-original-.*|x-rewrite-url|x-real-ip|x-client-ip|x-cluster-client-ip|client-ip|true-client-ip|fly-client-ip|fastly-client-ip|cf-.*|x-envoy-.*)$/

const isLoopback = (address: string | undefined): boolean =>
  address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'

/** True when a server answers the request at all: a host it knows and, in a practice copy, this machine itself. */
export function mayEnter(
  request: IncomingMessage,
  { hosts, isPractice }: Pick<WebSettings, 'hosts' | 'isPractice'>,
): boolean {
  const host = request.headers.host?.toLowerCase()
  if (!host || !hosts.includes(host)) return false
  if (!isPractice) return true

  return isLoopback(request.socket.remoteAddress) && !Object.keys(request.headers).some((name) => relayed.test(name))
}

/**
 * Stands before the framework, so that its headers and its 421 reach every path there is: pages, API, assets, unknown
 * paths and addresses the framework itself cannot read.
 */
export function frontDoor(settings: WebSettings, handler: RequestListener): RequestListener {
  const headers = answerHeaders(settings)

  return (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    if (mayEnter(request, settings)) handler(request, response)
    else sendAway(response, settings.strangerPage())
  }
}

/** 421: whoever asks is told that this is a practice copy, and nothing else. */
export function sendAway(response: ServerResponse, page: string): void {
  response.writeHead(421, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(page),
    connection: 'close',
  })
  response.end(page)
}
