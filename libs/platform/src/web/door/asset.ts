import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { encodingFor, pressed } from './compress.js'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript; charset=utf-8',
}

export interface Asset {
  /** Named by its content, so it may be kept forever. */
  readonly path: string
  readonly type: string
  readonly text: string
}

/** Reads one file of text; its path holds the first symbols of its hash. */
export function readAsset(file: string): Asset {
  const text = readFileSync(file, 'utf8')
  const extension = extname(file)
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)

  return { path: `/a/${hash}${extension}`, type: types[extension] ?? 'application/octet-stream', text }
}

/** Serves assets from memory, pressed once. */
export function serveAssets(server: FastifyInstance, assets: readonly Asset[]): void {
  for (const asset of assets) {
    const ready = { br: pressed(asset.text, 'br', 11), gzip: pressed(asset.text, 'gzip', 9) }
    server.get(asset.path, async (request, reply) => {
      const encoding = encodingFor(request.headers['accept-encoding'])
      reply.header('content-type', asset.type).header('vary', 'accept-encoding').header('etag', `"${asset.path}"`)
      reply.header('cache-control', 'public, max-age=31536000, immutable')
      if (request.headers['if-none-match'] === `"${asset.path}"`) return reply.code(304).send()
      if (encoding !== undefined) reply.header('content-encoding', encoding)
      return encoding === undefined ? asset.text : ready[encoding]
    })
  }
}
