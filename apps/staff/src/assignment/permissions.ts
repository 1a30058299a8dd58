import type { Role } from '#domain/lifecycle.js'

/** Who says or changes what concerns the giving of files to readers. */
export const assignmentPermissions = {
  'own-languages.keep': ['reviewer'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
