type Schema = Readonly<Record<string, unknown>>

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

/** What callers may rely on, a line each: operations, what they take, what they need, what they answer. Sorted. */
export function contractOf(document: Document): string[] {
  const lines = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => {
      const name = `${method.toUpperCase()} ${path}`
      return [
        name,
        ...taken(document, operation).map((line) => `${name} ${line}`),
        ...answered(document, operation, name),
      ]
    }),
  )
  return lines.toSorted()
}

function taken(document: Document, { parameters = [], requestBody }: Operation): string[] {
  const body = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => placesOf(document, schema, ''))
  return [
    ...parameters.flatMap((one) => [
      `takes ${one.in}:${one.name}`,
      ...(one.required ? [`needs ${one.in}:${one.name}`] : []),
    ]),
    ...body.flatMap(({ at, type, values, isRequired }) => [
      `takes ${at} ${type}`,
      ...values.map((value) => `takes ${at} = ${value}`),
      ...(isRequired ? [`needs ${at}`] : []),
    ]),
  ]
}

const answered = (document: Document, { responses }: Operation, name: string): string[] =>
  Object.entries(responses).flatMap(([status, { content = {} }]) => [
    `${name} answers ${status}`,
    ...(status.startsWith('2')
      ? Object.values(content).flatMap(({ schema }) =>
          placesOf(document, schema, '').map(({ at, type }) => `${name} answers ${status} ${at} ${type}`),
        )
      : []),
  ])

interface Place {
  readonly at: string
  readonly type: string
  readonly values: readonly string[]
  readonly isRequired: boolean
}

function placesOf(document: Document, schema: Schema, at: string): Place[] {
  const whole = resolved(document, schema)
  const required = (whole.required ?? []) as readonly string[]
  const inner = Object.entries((whole.properties ?? {}) as Record<string, Schema>).flatMap(([name, one]) => {
    const place = `${at}/${name}`
    const { type = 'any', enum: values = [] } = resolved(document, one)
    const own = { at: place, type: [type].flat().join('|'), values: (values as unknown[]).map(String) }
    return [{ ...own, isRequired: required.includes(name) }, ...placesOf(document, one, place)]
  })
  return whole.items ? [...inner, ...placesOf(document, whole.items as Schema, `${at}/*`)] : inner
}

function resolved(document: Document, schema: Schema): Schema {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined
  return name === undefined ? schema : (document.components?.schemas?.[name] ?? {})
}

/** What a caller written for `before` would trip over in `after`: a line that is gone, or a new need of what was there. */
export function breaks(before: readonly string[], after: readonly string[]): string[] {
  const [old, now] = [new Set(before), new Set(after)]
  const operationOf = (line: string) => line.split(' ').slice(0, 2).join(' ')
  const isNeed = (line: string) => line.split(' ')[2] === 'needs'

  return [
    ...before.filter((line) => !now.has(line) && !isNeed(line)).map((line) => `gone: ${line}`),
    ...after
      .filter((line) => isNeed(line) && !old.has(line) && old.has(operationOf(line)))
      .map((line) => `new need: ${line}`),
  ]
}
