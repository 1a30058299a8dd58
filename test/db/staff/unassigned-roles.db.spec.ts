import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { roles } from '#domain/lifecycle.js'
import { seesAllFiles } from '#domain/vetting/visibility.js'
import { reachOf } from '#features/vetting/staff/conflict/exclude-country.js'
import { Sql } from '#platform/database/sql.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'

let database: TestDatabase
let operator: Sql

beforeAll(async () => {
  database = await cloneDatabase()
  operator = new Sql(database.url('app_operator'))
})

afterAll(async () => {
  await operator.close()
  await database.drop()
})

describe('roles that reach a file nobody assigned to them', () => {
  it('CON-4 are compared with excluded countries where an exclusion reaches them, and no others', async () => {
    const [said] = await operator.query<{ roles: string[] }>('SELECT app.unassigned_roles() AS roles')
    const reached = roles.filter((role) => !seesAllFiles([role]) && Object.hasOwn(reachOf, role))

    expect(Object.keys(reachOf).toSorted()).toEqual(reached.toSorted())
    expect(said?.roles.toSorted()).toEqual(
      [...roles.filter((role) => seesAllFiles([role])), ...Object.keys(reachOf)].toSorted(),
    )
  })

  it('CON-4 are named in one place alone', async () => {
    const naming = await operator.query(
      `SELECT p.proname AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname = 'app' AND p.prosrc LIKE '%''outside_second''%' AND p.prosrc LIKE '%''duty_officer''%'
       UNION ALL SELECT v.viewname FROM pg_views v WHERE v.schemaname = 'app'
         AND v.definition LIKE '%''outside_second''%' AND v.definition LIKE '%''duty_officer''%'`,
    )

    expect(naming).toEqual([{ name: 'unassigned_roles' }])
  })
})
