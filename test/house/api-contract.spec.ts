import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { root } from '#test/support/cluster.js'
import { breaks, contractOf } from './api-contract.js'

const promised = path.join(root, 'docs/api-contract.txt')
const document = JSON.parse(readFileSync(path.join(root, 'docs/openapi.json'), 'utf8')) as Parameters<
  typeof contractOf
>[0]
const now = contractOf(document)
const lines = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n')

const body = (properties: object, required: string[]) => ({
  '/x': {
    put: {
      requestBody: { content: { 'application/json': { schema: { type: 'object', properties, required } } } },
      responses: {
        200: { content: { 'application/json': { schema: { properties: { version: { type: 'integer' } } } } } },
      },
    },
  },
})
const small = contractOf({ paths: body({ a: { type: 'string', enum: ['x', 'y'] }, b: { type: 'string' } }, ['a']) })

describe('the promise to callers of the API', () => {
  it('is kept: nothing that was there is gone, and nothing more is needed', () => {
    expect(breaks(lines(promised), now)).toEqual([])
  })

  it('is written down as it is now', () => {
    if (process.env.REGENERATE && breaks(lines(promised), now).length === 0) {
      writeFileSync(promised, `${now.join('\n')}\n`)
    }

    expect(lines(promised)).toEqual(now)
  })

  it.each([
    ['a property that is gone', { a: { type: 'string', enum: ['x', 'y'] } }, ['a'], ['gone: PUT /x takes /b string']],
    [
      'another type',
      { a: { type: 'string', enum: ['x', 'y'] }, b: { type: 'integer' } },
      ['a'],
      ['gone: PUT /x takes /b string'],
    ],
    [
      'a value no longer taken',
      { a: { type: 'string', enum: ['x'] }, b: { type: 'string' } },
      ['a'],
      ['gone: PUT /x takes /a = y'],
    ],
    [
      'a new need',
      { a: { type: 'string', enum: ['x', 'y'] }, b: { type: 'string' } },
      ['a', 'b'],
      ['new need: PUT /x needs /b'],
    ],
    ['an addition', { a: { type: 'string', enum: ['x', 'y', 'z'] }, b: { type: 'string' }, c: {} }, [], []],
  ])('would notice %s', (_, properties, required, found) => {
    expect(breaks(small, contractOf({ paths: body(properties, required) }))).toEqual(found)
  })

  it('would notice an operation and an answer that are gone', () => {
    const bare = { '/x': { put: { responses: { 204: {} } } } }

    expect(breaks(small, contractOf({ paths: bare }))).toEqual(
      expect.arrayContaining(['gone: PUT /x answers 200', 'gone: PUT /x answers 200 /version integer']),
    )
    expect(breaks(small, [])).toContain('gone: PUT /x')
  })
})
