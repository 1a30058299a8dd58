import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import pg from 'pg'
import { clusterAddress, launcherPart } from '#test/support/cluster.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'

type Place = {
  homeFor: (
    wanted: string,
    options: { asRoot: boolean; mayPass: (folder: string) => boolean },
  ) => { folder: string; moved: boolean }
  strangersMayPass: (folder: string, modeOf: (name: string) => number) => boolean
}
type Tally = { tallyLine: (report: Record<string, number>) => string }

describe('the embedded database', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await cloneDatabase()
  })

  afterAll(() => database.drop())

  it('listens on 127.0.0.1 alone and on no socket', async () => {
    const [row] = await ask(
      database.url('postgres'),
      "SELECT current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS socket",
    )
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter((entry) => entry.family === 'IPv4' && !entry.internal)

    expect(row).toEqual({ listen: '127.0.0.1', socket: '' })
    for (const { address } of others) expect(await answers(address)).toBe(false)
  })

  it('asks every role for its scram password and refuses a wrong one', async () => {
    const [row] = await ask(
      database.url('postgres'),
      "SELECT count(*)::int AS open FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'",
    )

    expect(row).toEqual({ open: 0 })
    await expect(ask(database.url('app_staff').replace(/:[0-9a-f]{48}@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject(
      { code: '28P01' },
    )
  })

  it('lets registration into its own database without temporary tables, and into no other', async () => {
    const [row] = await ask(
      database.url('app_registration'),
      "SELECT current_user AS name, has_database_privilege(current_database(), 'TEMPORARY') AS temporary",
    )

    expect(row).toEqual({ name: 'app_registration', temporary: false })
    await expect(
      ask(database.url('app_registration').replace(database.name, 'postgres'), 'SELECT 1'),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('writes no statement, parameter or detail into its log', async () => {
    const names = ['log_min_error_statement', 'log_error_verbosity', 'log_parameter_max_length']
    const rows = await ask(
      database.url('postgres'),
      `SELECT name, setting FROM pg_settings WHERE name = ANY('{${names.join(',')}}') ORDER BY name`,
    )

    expect(rows.map((row) => row['setting'])).toEqual(['terse', 'panic', '0'])
  })
})

describe('where the database lives', () => {
  const locked = new Set(['/root'])
  const modeOf = (name: string) => (locked.has(name) ? 0o40700 : 0o40755)

  it('stays in the checkout for an ordinary user and for root where strangers may pass', async () => {
    const { homeFor } = await launcherPart<Place>('database/place.mjs')

    expect(homeFor('/srv/x/.data', { asRoot: false, mayPass: () => false })).toEqual({
      folder: '/srv/x/.data',
      moved: false,
    })
    expect(homeFor('/srv/x/.data', { asRoot: true, mayPass: () => true })).toEqual({
      folder: '/srv/x/.data',
      moved: false,
    })
  })

  it('moves below /var/lib/delegates when only root may pass one of the parents', async () => {
    const { homeFor, strangersMayPass } = await launcherPart<Place>('database/place.mjs')

    expect(strangersMayPass('/root/clone', modeOf)).toBe(false)
    expect(strangersMayPass('/srv/clone', modeOf)).toBe(true)
    expect(homeFor('/root/clone/.data', { asRoot: true, mayPass: () => false })).toEqual({
      folder: expect.stringMatching(/^\/var\/lib\/delegates\/[0-9a-f]{16}$/),
      moved: true,
    })
  })
})

describe('the last line of npm test', () => {
  const report = {
    numPassedTests: 12,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  }

  it('says how many passed and failed, and skipped only when any were', async () => {
    const { tallyLine } = await launcherPart<Tally>('tally.mjs')

    expect(tallyLine(report)).toBe('12 passed, 0 failed')
    expect(tallyLine({ ...report, numPendingTests: 2 })).toBe('12 passed, 0 failed, 2 skipped')
  })

  it('counts a file that could not run as a failure', async () => {
    const { tallyLine } = await launcherPart<Tally>('tally.mjs')

    expect(tallyLine({ ...report, numFailedTests: 1, numRuntimeErrorTestSuites: 1 })).toBe('12 passed, 2 failed')
  })
})

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

function answers(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: clusterAddress().port, timeout: 1000 })
    const finish = (reached: boolean) => () => {
      socket.destroy()
      resolve(reached)
    }
    socket.on('connect', finish(true)).on('error', finish(false)).on('timeout', finish(false))
  })
}
