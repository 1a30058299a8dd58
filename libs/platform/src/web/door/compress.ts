import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const smallest = 860

/** `br`, `gzip` or neither, as the other side accepts. */
export function encodingFor(accepted: string | undefined): 'br' | 'gzip' | undefined {
  const names = (accepted ?? '').split(',').map((part) => part.trim().toLowerCase())
  const takes = (name: string) => names.some((part) => part.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(part))

  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined
}

export const pressed = (text: string, encoding: 'br' | 'gzip', quality: number): Promise<Buffer> =>
  encoding === 'br'
    ? brotli(text, {
        params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
      })
    : zip(text, { level: Math.min(quality, 9) })

/** Presses pages on their way out; a weak network is the reason this app is small. */
export function compressPages(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    const type = reply.getHeader('content-type')
    if (typeof payload !== 'string' || payload.length < smallest || !String(type).startsWith('text/html'))
      return payload
    reply.header('vary', 'accept-encoding')
    const encoding = encodingFor(request.headers['accept-encoding'])
    if (encoding === undefined) return payload
    reply.header('content-encoding', encoding)
    return pressed(payload, encoding, 5)
  })
}
