import { moveRows } from '#domain/lifecycle.js'
import { lifecycles } from '#migrations/lifecycles.js'
import { sourcesOf } from './sources.js'

/** Every verb the two chains can hold. */
export function writtenVerbs(): Set<string> {
  const prefixes: Readonly<Record<string, string>> = { visa_case: 'visa' }
  const moves = Object.entries(lifecycles).flatMap(([subject, lifecycle]) =>
    moveRows(lifecycle).map(({ move }) => `${prefixes[subject] ?? subject}.${move}`),
  )
  const lines = sourcesOf(['libs/features', 'migrations/sql'], ['.ts', '.sql'])
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => /verb|audit\.|lineOf/.test(line))
  return new Set([...moves, ...lines.flatMap((line) => line.match(/(?<=')[a-z_]+\.[a-z_]+(?=')/g) ?? [])])
}
