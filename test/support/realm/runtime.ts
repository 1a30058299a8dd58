// Loads specs by Node itself, so that what they import is loaded once per worker: docs/decisions/0017.
import { createRequire, register } from 'node:module'
import { pathToFileURL } from 'node:url'
import { ModuleMocker } from 'jest-mock'
import { OneRealm } from './environment.js'
import { follow, type SpecGlobals } from './globals.js'

const require = createRequire(import.meta.url)
const { default: JestRuntime } = require('jest-runtime') as typeof import('jest-runtime')
const globals = new URL('./globals.js', import.meta.url).href
const hooks = `export const resolve = (name, context, next) =>
  name === '@jest/globals' ? { url: '${globals}', format: 'module', shortCircuit: true } : next(name, context)`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)

let loaded = 0

/** What Jest asks of a runtime, for a spec in the realm of its worker. */
class OneRealmRuntime {
  private circus = ''

  unstable_shouldLoadAsEsm(): boolean {
    return true
  }

  async unstable_importModule(path: string): Promise<unknown> {
    loaded += 1
    return import(`${pathToFileURL(path).href}?${loaded}`)
  }

  /** Jest's circus, which keeps its state in its module: forgotten after each spec. */
  requireInternalModule(path: string): unknown {
    this.circus = path
    return require(path)
  }

  requireModule(path: string): unknown {
    return require(path)
  }

  setGlobalsForRuntime(given: Omit<SpecGlobals, 'jest'>): void {
    const mocker = new ModuleMocker(globalThis)
    follow({ ...given, jest: { spyOn: mocker.spyOn.bind(mocker) } as SpecGlobals['jest'] })
  }

  getSourceMaps(): null {
    return null
  }

  getAllCoverageInfoCopy(): undefined {}

  enterTestCode(): void {}

  leaveTestCode(): void {}

  teardown(): void {
    delete require.cache[this.circus]
    Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'))
  }
}

/** A spec that names an environment of its own gets Jest's runtime, and a context of its own. Called with `new`. */
function runtimeFor(...given: ConstructorParameters<typeof JestRuntime>): object {
  const environment: unknown = given[1]
  return environment instanceof OneRealm ? new OneRealmRuntime() : new JestRuntime(...given)
}

// Jest asks for a default.
export { runtimeFor as default }
