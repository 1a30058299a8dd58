/** What a log line may hold. Anything else given is left out; a value of another form becomes `?`. */
const forms = {
  code: /^[\w.:-]{1,80}$/,
  name: /^[\w.:-]{1,80}$/,
  cause: /^[\w.:-]{1,80}$/,
  event: /^[a-z0-9.-]{1,80}$/,
  method: /^[A-Z]{1,10}$/,
  route: /^[\w\-/:*.{}]{1,160}$/,
  requestId: /^[\w-]{1,40}$/,
  id: /^[\w-]{1,64}$/,
  at: /^[\w\-/:.@ <>()[\]|,]{1,1200}$/,
} as const
const numbers = ['status', 'durationMs', 'count', 'port'] as const

export type LogLine = { readonly [F in keyof typeof forms]?: string } & {
  readonly [F in (typeof numbers)[number]]?: number
}

/** Picks the allowed fields out of whatever is given. */
export function allowedLine(given: unknown): LogLine {
  if (typeof given !== 'object' || given === null) return {}
  const from = given as Record<string, unknown>
  const texts = Object.entries(forms).flatMap(([field, form]) => {
    const value = from[field]
    return value === undefined ? [] : [[field, typeof value === 'string' && form.test(value) ? value : '?']]
  })
  const figures = numbers.flatMap((field) => (typeof from[field] === 'number' ? [[field, from[field]]] : []))

  return Object.fromEntries([...texts, ...figures]) as LogLine
}

const frame = /^\s+at .+:\d+:\d+\)?$/

/** Where an error was thrown: its first frames, without the message, which may carry a value. */
export function framesOf(error: Error): string {
  const opening = `${error.name}: ${error.message}`
  const stack = error.stack ?? ''
  const body = stack.startsWith(opening) ? stack.slice(opening.length) : stack.slice(stack.lastIndexOf(error.message))
  const frames = body.split('\n').filter((line) => frame.test(line))

  return frames
    .slice(0, 6)
    .map((line) => line.trim().replace(/(file:\/\/)?\/[^\s()]*?\/(dist|node_modules|apps|libs|test)\//, '$2/'))
    .join(' | ')
}
