/** One field of a JSON body that cannot be taken, by its JSON pointer. */
export interface ProblemField {
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

/** RFC 9457 answer of the API. `type` is stable; texts are those of the pages. */
export class Problem {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly errors: readonly ProblemField[] = [],
    readonly reference?: string,
  ) {}

  get body(): object {
    const { status, code, title, errors, reference } = this
    return {
      type: `/problems/${code.replaceAll('_', '-')}`,
      title,
      status,
      code,
      ...(errors.length > 0 && { errors }),
      ...(reference && { reference }),
    }
  }
}

/** The JSON pointer (RFC 6901) of a top-level field, or of a place below it. */
export const pointerTo = (...path: readonly (string | number)[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
