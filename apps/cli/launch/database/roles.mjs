// Roles belong to the cluster, so the launcher makes them (live: `cli db prepare`); migrations only grant.
import { randomBytes } from 'node:crypto'

export const signInRoles = ['app_operator', 'app_registration', 'app_staff', 'app_worker']
export const databaseName = 'delegates'

/** A new password for the superuser and for each role that signs in: 192 random bits, hex. */
export function makePasswords() {
  return Object.fromEntries(['postgres', ...signInRoles].map((role) => [role, randomBytes(24).toString('hex')]))
}

/** Connection URL of one role. */
export const urlFor = ({ host = '127.0.0.1', port, passwords }, role, database = databaseName) =>
  `postgres://${role}:${passwords[role]}@${host}:${port}/${database}`

/** Makes or updates the roles and the database `name`, owned by app_operator. Safe to run again. */
export async function prepareRoles(adminUrl, passwords, name = databaseName) {
  const client = await connect(adminUrl)
  try {
    const { rows } = await client.query("SELECT rolname FROM pg_catalog.pg_roles WHERE rolname LIKE 'app\\_%'")
    const known = new Set(rows.map((row) => row.rolname))
    for (const role of signInRoles) {
      const verb = known.has(role) ? 'ALTER' : 'CREATE'
      await client.query(`${verb} ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${passwords[role]}'`)
    }
    if (!known.has('app_definer')) await client.query('CREATE ROLE app_definer NOLOGIN')
    await client.query('GRANT app_definer, app_worker TO app_operator')
    await prepareDatabase(client, name)
  } finally {
    await client.end()
  }
}

async function prepareDatabase(client, name) {
  const { rows } = await client.query('SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1', [name])
  if (rows.length === 0) await client.query(`CREATE DATABASE "${name}" OWNER app_operator`)
  for (const other of ['postgres', 'template1', name])
    await client.query(`REVOKE ALL ON DATABASE "${other}" FROM PUBLIC`)
  await client.query(`GRANT CONNECT ON DATABASE "${name}" TO ${signInRoles.join(', ')}`)
}

async function connect(url) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}
