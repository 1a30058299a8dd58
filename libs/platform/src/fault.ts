/** A surprise: thrown, logged by its code, never with a value. Expected noes are Outcomes instead. */
export class Fault extends Error {
  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(code, options)
    this.name = 'Fault'
  }
}
