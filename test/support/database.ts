import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { roleUrl, type SignInRole, templateName } from './cluster.js'

export type TestDatabase = {
  name: string
  /** Connection URL of a role; `postgres` is the superuser, for what no role may do. */
  url(role: SignInRole | 'postgres'): string
  /** Cuts every session and removes the database. */
  drop(): Promise<void>
}

/** A database of its own for one test file: a copy of a template (40 ms), grants of the database repeated. */
export async function cloneDatabase(template = templateName): Promise<TestDatabase> {
  const name = `clone_${randomBytes(6).toString('hex')}`
  await asAdmin(async (admin) => {
    await admin.query(`CREATE DATABASE ${name} OWNER app_operator TEMPLATE ${template} STRATEGY FILE_COPY`)
    // CREATE DATABASE … TEMPLATE copies everything but the rights on the database itself.
    await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`)
    await admin.query(`GRANT CONNECT ON DATABASE ${name} TO app_operator, app_registration, app_staff, app_worker`)
    await admin.query(`GRANT TEMPORARY ON DATABASE ${name} TO app_worker`)
  })
  return {
    name,
    url: (role) => roleUrl(role, name),
    drop: () => asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  }
}

/** One piece of work as the superuser, outside every database of a test. */
export async function asAdmin(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: roleUrl('postgres', 'postgres') })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}
