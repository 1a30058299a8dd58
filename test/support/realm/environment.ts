interface Context {
  readonly console: Console
}

/** Jest's environment for specs that share one realm: each has its own console, and the variables are put back after it. */
export class OneRealm {
  /** Jest hangs things on it that are no spec's matter. */
  readonly global = {}
  private readonly consoleBefore = globalThis.console
  private readonly variables = { ...process.env }

  constructor(
    _: unknown,
    private readonly context: Context,
  ) {}

  async setup(): Promise<void> {
    globalThis.console = this.context.console
  }

  async teardown(): Promise<void> {
    globalThis.console = this.consoleBefore
    for (const name of Object.keys(process.env)) if (!(name in this.variables)) delete process.env[name]
    Object.assign(process.env, this.variables)
  }

  exportConditions(): string[] {
    return ['node', 'node-addons']
  }

  /** None: nothing is run inside a context. */
  getVmContext(): null {
    return null
  }
}

// Jest asks for a default.
export { OneRealm as default }
