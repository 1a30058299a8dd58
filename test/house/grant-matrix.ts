import type { Sql } from '#platform/database/sql.js'

export type Matrix = Record<string, Record<string, string[]>>

const roles = ['app_definer', 'app_registration', 'app_staff', 'app_worker', 'public']
const schemas = ['app', 'audit', 'sealed', 'wraps']

const questions = {
  tables: `SELECT grantee || ' ' || table_schema || '.' || table_name AS what, string_agg(lower(privilege_type), ' ' ORDER BY privilege_type) AS may
    FROM (SELECT CASE WHEN a.grantee = 0 THEN 'public' ELSE a.grantee::regrole::text END AS grantee, n.nspname AS table_schema,
        c.relname AS table_name, a.privilege_type
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a WHERE c.relkind IN ('r', 'v')) g
    WHERE grantee = ANY ($1) AND table_schema = ANY ($2) GROUP BY 1 ORDER BY 1`,
  columns: `SELECT a.grantee::regrole || ' ' || n.nspname || '.' || c.relname AS what,
      string_agg(lower(a.privilege_type) || '(' || t.attname || ')', ' ' ORDER BY a.privilege_type, t.attname) AS may
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a
    WHERE a.grantee <> 0 AND a.grantee::regrole::text = ANY ($1) AND n.nspname = ANY ($2) GROUP BY 1 ORDER BY 1`,
  functions: `SELECT CASE WHEN a.grantee = 0 THEN 'public' ELSE a.grantee::regrole::text END AS what,
      string_agg(p.oid::regprocedure::text, ' ' ORDER BY p.oid::regprocedure::text COLLATE "C") AS may
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    WHERE n.nspname = ANY ($2) AND (a.grantee = 0 OR a.grantee::regrole::text = ANY ($1)) AND a.grantee <> p.proowner GROUP BY 1 ORDER BY 1`,
  database: `SELECT CASE WHEN a.grantee = 0 THEN 'public' ELSE a.grantee::regrole::text END AS what,
      string_agg(lower(a.privilege_type), ' ' ORDER BY a.privilege_type) AS may
    FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = current_database() AND (a.grantee = 0 OR a.grantee::regrole::text = ANY ($1))
      AND $2::text[] IS NOT NULL GROUP BY 1 ORDER BY 1`,
} as const

/** Rights of our roles and of everybody: on tables, columns, functions and the database itself. */
export async function grantMatrix(operator: Sql): Promise<Matrix> {
  const found: Matrix = {}
  for (const [name, text] of Object.entries(questions)) {
    const rows = await operator.query<{ what: string; may: string }>(text, [roles, schemas])
    found[name] = Object.fromEntries(rows.map((row) => [row.what, row.may.split(' ')]))
  }
  return found
}
