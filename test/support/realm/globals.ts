// What '@jest/globals' is while specs share their modules: bindings that follow the spec which runs.
import type * as Jest from '@jest/globals'

export type SpecGlobals = Pick<
  typeof Jest,
  'afterAll' | 'afterEach' | 'beforeAll' | 'beforeEach' | 'describe' | 'expect' | 'it' | 'jest'
>

export let afterAll: SpecGlobals['afterAll']
export let afterEach: SpecGlobals['afterEach']
export let beforeAll: SpecGlobals['beforeAll']
export let beforeEach: SpecGlobals['beforeEach']
export let describe: SpecGlobals['describe']
export let expect: SpecGlobals['expect']
export let it: SpecGlobals['it']
export let jest: SpecGlobals['jest']

/** Called for each spec file before it is loaded. */
export function follow(globals: SpecGlobals): void {
  ;({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } = globals)
}
