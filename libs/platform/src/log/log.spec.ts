import { describe, expect, it } from '@jest/globals'
import { Fault } from '#platform/fault.js'
import { Log, type LogSink } from './log.js'
import { NestLog } from './nest-log.js'

function sink() {
  const lines: object[] = []
  const keep = (line: object) => void lines.push(line)
  return { lines, out: { info: keep, warn: keep, error: keep } satisfies LogSink }
}

describe('the log', () => {
  it('keeps codes, patterns, figures and ids, and lets nothing else through', () => {
    const { lines, out } = sink()
    const given = {
      code: 'answered',
      route: '/:lang/home',
      status: 200,
      name: 'Amal canary',
      body: 'canary',
      count: 'canary',
    }

    new Log(out).info(given as object)

    expect(lines).toEqual([{ code: 'answered', route: '/:lang/home', status: 200, name: '?' }])
  })

  it('says of an error its name, code, cause and place, and not its message', () => {
    const { lines, out } = sink()
    const hostile = new Error('canary\n    at canary.js:1:1')
    const cause = Object.assign(new Error('canary'), { code: '23505', detail: 'canary', parameters: ['canary'] })

    new Log(out).fault(hostile)
    new Log(out).fault(new Fault('seal_broken', { cause }), { requestId: 'a1' })
    new Log(out).fault('canary')

    expect(JSON.stringify(lines)).not.toContain('canary')
    expect(lines).toMatchObject([
      { code: 'unexpected', name: 'Error', at: expect.stringContaining('log.spec') },
      { code: 'seal_broken', name: 'Fault', cause: '23505', requestId: 'a1' },
      { code: 'unexpected', name: 'none' },
    ])
  })

  it('keeps of the framework that it spoke, and of our own machines what failed and its code', () => {
    const { lines, out } = sink()
    const nest = new NestLog(new Log(out))

    nest.warn('mail.deliver ECONNRESET', 'queue')
    nest.warn('mail.deliver to canary@example.org failed', 'queue')
    nest.warn('canary canary', 'TypeOrmModule')
    nest.error('canary', 'stack with canary', 'ExceptionsHandler')
    nest.fatal(Object.assign(new Error('canary'), { code: '23505' }), 'Bootstrap')

    expect(JSON.stringify(lines)).not.toContain('canary')
    expect(lines).toMatchObject([
      { code: 'ECONNRESET', event: 'mail.deliver', name: 'queue' },
      { code: 'framework_warning', name: 'queue' },
      { code: 'framework_warning', name: 'TypeOrmModule' },
      { code: 'unexpected', event: 'framework', route: 'ExceptionsHandler' },
      { code: '23505', event: 'framework', route: 'Bootstrap' },
    ])
  })
})
