import { type ApplicationQuery, writtenQuery } from '#features/application/staff/search/application-query.js'

/** Addresses of tables of files. */
export const exportPaths = {
  exports: '/exports',
  exportsFrom: (query: ApplicationQuery) => `/exports${writtenQuery(query)}`,
  export: (id: string) => `/exports/${id}`,
  exportTables: (id: string) => `/exports/${id}/tables`,
  stepUpForExports: '/step-up?for=exports',
  stepUpForExport: (id: string) => `/step-up?for=exports&case=${id}`,
}
