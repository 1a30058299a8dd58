import { describe, expect, it } from '@jest/globals'
import { root } from '#test/support/cluster.js'
import { cruise, firedIn, ruleNames } from './cruise.js'
import { typescript } from './sources.js'

const d = 'libs/domain/src'
const p = 'libs/platform/src'
const f = 'libs/features/src'

/** One file for each rule, breaking just that one; what they import exists beside them. */
const violations: Record<string, string> = {
  [`${d}/a.ts`]: `import './b.js'\nimport '#platform/x.js'\nimport 'pg'\nexport const a = 1`,
  [`${d}/b.ts`]: `import './a.js'\nimport './gone.js'`,
  [`${p}/x.ts`]: `import '#features/one/inner.js'\nexport const x = 1`,
  'libs/words/src/w.ts': `import '#domain/a.js'`,
  'libs/ui/src/u.ts': `import '#platform/x.js'\nimport { a } from '#domain/a.js'\nexport const u = a`,
  [`${f}/one/inner.ts`]: `import '#apps/staff/src/s.js'\nimport '#features/two/inner.js'\nimport 'nodemailer'`,
  [`${f}/two/inner.ts`]: 'export const t = 1',
  'apps/staff/src/s.ts': `import '#apps/worker/src/w.js'\nimport '#features/two/inner.js'\nimport 'typeorm'`,
  'apps/worker/src/w.ts': `import '#features/two/inner.js'`,
  'apps/cli/src/c.ts': `import '#features/two/inner.js'`,
  'apps/registration/src/r.ts': `import '#features/two/inner.js'\nimport { q } from '#platform/orm.js'\nexport const r = q`,
  [`${p}/orm.ts`]: `import 'typeorm'\nexport const q = 1`,
}
/** The same places, each importing what it may. */
const lawful: Record<string, string> = {
  [`${d}/a.ts`]: 'export const a = 1\nexport type A = number',
  [`${p}/x.ts`]: `import '#domain/a.js'\nimport 'typeorm'\nexport const x = 1`,
  'libs/ui/src/u.ts': `import type { A } from '#domain/a.js'\nexport const u: A = 1`,
  [`${f}/one/index.ts`]: `import '#platform/x.js'\nexport const one = 1`,
  [`${f}/two/staff/use.ts`]: `import '#features/one/index.js'\nexport const two = 1`,
  'apps/staff/src/s.ts': `import '#features/two/staff/use.js'\nimport '#ui/u.js'`,
}

describe('boundaries', () => {
  it('has a canary for every rule, and each one fires', () => {
    expect(firedIn(violations)).toEqual(ruleNames)
  }, 60_000)

  it('lets the lawful tree through', () => {
    expect(firedIn(lawful)).toEqual([])
  }, 60_000)

  it('looks at every source file there is', () => {
    const seen = new Set(cruise(root).modules.map(({ source }) => source))

    expect(typescript().filter(({ file }) => !seen.has(file))).toEqual([])
  }, 60_000)
})
