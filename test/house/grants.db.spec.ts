import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Sql } from '#platform/database/sql.js'
import { root } from '#test/support/cluster.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'
import { grantMatrix } from './grant-matrix.js'

let database: TestDatabase
let operator: Sql
const file = path.join(root, 'migrations/grants/matrix.json')
beforeAll(async () => {
  database = await cloneDatabase()
  operator = new Sql(database.url('app_operator'))
})

afterAll(async () => {
  await operator.close()
  await database.drop()
})

describe('rights in the database', () => {
  it('are the committed matrix: table × role × verb, function × role, database', async () => {
    const now = await grantMatrix(operator)
    if (process.env.REGENERATE) writeFileSync(file, `${JSON.stringify(now, null, 1)}\n`)

    expect(now).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })

  it('show a right that was added by hand', async () => {
    const before = await grantMatrix(operator)
    await operator.query('GRANT SELECT ON sealed.record TO app_registration')

    expect(await grantMatrix(operator)).not.toEqual(before)
    await operator.query('REVOKE SELECT ON sealed.record FROM app_registration')
    expect(await grantMatrix(operator)).toEqual(before)
  })

  it('give the public process functions and nothing else, and nobody a state column', async () => {
    const now = await grantMatrix(operator)
    const ofTables = Object.keys({ ...now.tables, ...now.columns }).filter((what) =>
      what.startsWith('app_registration'),
    )
    const states = [
      'app.application',
      'app.visa_case',
      'app.journey',
      'app.task',
      'app.invitation',
      'app.freed_place',
      'app.code_case',
    ].flatMap((table) =>
      ['app_staff', 'app_worker'].flatMap((role) => [
        ...(now.tables?.[`${role} ${table}`] ?? []).filter((verb) => verb === 'update' || verb === 'delete'),
        ...(now.columns?.[`${role} ${table}`] ?? []).filter((verb) => verb === 'update(state)'),
      ]),
    )

    expect(ofTables).toEqual([])
    expect(states).toEqual([])
  })
})
