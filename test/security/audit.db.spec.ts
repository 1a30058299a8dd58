import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { Audit } from '#platform/audit/audit.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let owner: pg.Client

const lines = 60
const broken = async () =>
  (await owner.query<{ at: string | null }>('SELECT audit.first_break() AS at')).rows[0]?.at ?? null

/** Alters the log as the owner of the machine would, looks, and puts everything back. */
async function afterTampering(statement: string): Promise<string | null> {
  await owner.query('BEGIN')
  await owner.query('SET LOCAL session_replication_role = replica')
  await owner.query(statement)
  const found = await broken()
  await owner.query('ROLLBACK')
  return found
}

beforeAll(async () => {
  world = await practiceWorld()
  owner = new pg.Client({ connectionString: world.database.url('postgres') })
  await owner.connect()
  const audit = new Audit(world.operator)
  for (let i = 0; i < lines; i += 1) await audit.commit({ actorId: null, verb: 'case.tested', objectId: `object-${i}` })
})

afterAll(async () => {
  await owner.end()
  await world.end()
})

describe('the audit log', () => {
  it('holds as it was written', async () => {
    expect(await broken()).toBeNull()
  })

  it('promise 12: shows every edit, delete, exchange and cut of chained lines', async () => {
    const missed: string[] = []
    for (let i = 0; i < 100; i += 1) {
      const seq = 1 + ((i * 37) % lines)
      const other = 1 + ((i * 53 + 11) % lines)
      const statements = [
        `UPDATE audit.entry SET verb = 'case.invented' WHERE seq = ${seq}`,
        `UPDATE audit.entry SET at = at + interval '1 microsecond' WHERE seq = ${seq}`,
        `DELETE FROM audit.entry WHERE seq = ${seq}`,
        `DELETE FROM audit.entry WHERE seq >= ${seq}`,
        seq === other
          ? `DELETE FROM audit.entry WHERE seq = ${seq}`
          : `UPDATE audit.entry SET seq = -seq WHERE seq IN (${seq}, ${other});
             UPDATE audit.entry SET seq = CASE seq WHEN -${seq} THEN ${other} ELSE ${seq} END WHERE seq < 0`,
      ]
      const statement = statements[i % statements.length] ?? ''
      if ((await afterTampering(statement)) === null) missed.push(statement)
    }

    expect(missed).toEqual([])
  })

  it('refuses change and removal to every role, its owner included', async () => {
    const tries = [
      'UPDATE audit.entry SET verb = verb',
      'DELETE FROM audit.entry',
      'TRUNCATE audit.entry',
      'TRUNCATE audit.pending',
    ]
    const answers = await Promise.all(
      tries.map((text) =>
        world.operator.query(text).then(
          () => 'done',
          (error: Error) => error.message,
        ),
      ),
    )

    expect(answers).toEqual(Array(4).fill('database_DD001'))
  })

  it('chains what applicants did in order, with the week and nothing finer', async () => {
    await owner.query(
      `INSERT INTO audit.pending (verb, object_id) VALUES ('application.submit', 'a'), ('application.withdraw', 'b')`,
    )
    const worker = await world.as('app_worker')

    expect(await worker.query('SELECT audit.chain(10) AS chained')).toEqual([{ chained: 2 }])

    const { rows } = await owner.query(
      "SELECT verb, at = date_trunc('week', at) AS is_week FROM audit.entry ORDER BY seq DESC LIMIT 2",
    )
    expect(rows).toEqual([
      { verb: 'application.withdraw', is_week: true },
      { verb: 'application.submit', is_week: true },
    ])
    expect(await broken()).toBeNull()
  })

  it('is written by no direct statement of staff or worker', async () => {
    const staff = await world.as('app_staff')
    const worker = await world.as('app_worker')
    const insert = `INSERT INTO audit.entry (seq, at, verb, object_id, hash) VALUES (999, now(), 'x', 'y', '\\x00')`
    const answers = await Promise.all(
      [staff, worker].map((role) =>
        role.query(insert).then(
          () => 'done',
          (error: Error) => error.message,
        ),
      ),
    )

    expect(answers).toEqual(['database_42501', 'database_42501'])
  })
})
