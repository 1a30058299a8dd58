import type { INestApplication } from '@nestjs/common'
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger'
import { sections } from '#features/application/registration/forms/sections.js'
import { shortNotice } from '#features/application/registration/after-sending/replaceable.js'
import { schemaOf } from '#platform/form/schema.js'
import { Fault } from '#platform/fault.js'
import { isApiPath } from '#platform/web/door/body.js'
import { operations } from './operations.js'
import { schemas } from './schemas.js'
import type { Described } from './shapes.js'

// Not loaded by the running app: the swagger package costs 8 MB and 0.2 s, and the document is committed.
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>
type Operations = [path: string, method: string, operation: Operation][]

const methods = ['get', 'put', 'post', 'delete'] as const

/** The API of the public app as OpenAPI 3.1. Fault `operation_undescribed` for a route without a description. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Registration')
    .setDescription(
      'Apply, read and answer with a return code; write a reference, begin by invitation, or put people forward. Errors are problem+json (RFC 9457).',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'session')
    .build()
  const made = SwaggerModule.createDocument(app, config)
  const ours = routesIn(made).filter(([path]) => isApiPath(path))
  const paths: OpenAPIObject['paths'] = {}
  for (const [path, method, operation] of ours.flatMap(perSection)) {
    paths[path] = { ...paths[path], [method]: operation }
  }

  return { ...made, paths, components: { ...made.components, schemas: { ...schemas } } }
}

const routesIn = ({ paths }: OpenAPIObject): Operations =>
  Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      return operation ? [[path, method, operation] as Operations[number]] : []
    }),
  )

/** A route over all sections becomes one for each, since each has a body of its own. */
function perSection([path, method, operation]: Operations[number]): Operations {
  const said = operations[operation.operationId ?? '']
  if (!said) throw new Fault('operation_undescribed', { cause: new Error(operation.operationId) })
  if (!path.includes('{key}')) {
    const own = written(operation, said, operation.operationId)
    return [[path, method, { ...own, parameters: [...(own.parameters ?? []), ...headersOf(method, said)] }]]
  }

  const asked = path.split('/').includes('replacements') ? [...sections, shortNotice] : sections
  return asked.map(({ key, form }) => {
    const answers = schemaOf(form)
    const body = said.body && { ...said.body, properties: { ...said.body.properties, answers } }
    const own = written(operation, { ...said, body }, `${operation.operationId}_${key}`)
    const parameters = (operation.parameters ?? []).filter((one) => !('name' in one && one.name === 'key'))
    return [path.replace('{key}', key), method, { ...own, parameters: [...parameters, ...headersOf(method, said)] }]
  })
}

const header = (name: string, description: string, required: boolean) => ({
  name,
  in: 'header' as const,
  required,
  description,
  schema: { type: 'string' as const },
})

/** A write may bear a key under which its answer is kept for a day; a change says which version it was made over. */
const headersOf = (method: string, { isPublic, isConditional, isToldOnce, ignoresKey }: Described) => [
  ...(isConditional ? [header('If-Match', 'ETag of the version you saw; "0" for what was not there yet', true)] : []),
  ...(method === 'get' || isPublic || isToldOnce ? [] : [ignoresKey ? ignoredKey : idempotencyKey]),
]

const keyName = 'Idempotency-Key'
const idempotencyKey = header(keyName, '16 to 128 visible characters of your own; the same answer for 24 hours', false)
const ignoredKey = { ...header(keyName, 'Taken and ignored: no key keeps this answer', false), deprecated: true }

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }

function written(operation: Operation, said: Described, operationId: string | undefined): Operation {
  const failures = said.problems.map((status) => [status, { description: reasons[status] ?? '', ...problem }])
  const success = { description: said.summary, ...(said.answer && json(said.answer)) }

  return {
    operationId,
    summary: said.summary,
    ...(said.description !== undefined && { description: said.description }),
    parameters: operation.parameters,
    ...(said.body && { requestBody: { required: (said.body.required ?? []).length > 0, ...json(said.body) } }),
    responses: { [said.status]: success, ...Object.fromEntries(failures) } as Operation['responses'],
    security: said.isPublic ? [] : [{ session: [] }],
  }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Unknown property, wrong type, or over the hard limit; nothing is stored',
  401: 'No live session, or a code that opens nothing',
  404: 'Absent, or not yours',
  409: 'Not possible now; `code` says why',
  412: 'Changed since: read it again',
  415: 'Not JSON',
  422: 'Answers are missing or unfit; `errors` points at each',
  428: '`If-Match` is missing',
  429: 'Too many tries',
}
