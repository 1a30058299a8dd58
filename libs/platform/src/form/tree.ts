import { Fault } from '../fault.js'

/** A body without a prototype: only what was sent is in it. */
export interface Tree {
  [name: string]: unknown
}

const refused = new Set(['__proto__', 'constructor', 'prototype'])
const maxDepth = 6

/** True for a plain object: no list, no null. */
export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Unfolds dotted names of a posted page (`a.0.b`) into nested objects without a prototype; names without dots stay.
 * Throws Fault `malformed_form` for anything but an object, for names that reach a prototype, and for a name that is
 * both a value and a folder.
 */
export function treeOf(body: unknown): Tree {
  if (!isTree(body)) throw new Fault('malformed_form')
  const root: Tree = Object.create(null)
  for (const [path, value] of Object.entries(body)) put(root, path.split('.'), value)

  return root
}

function put(root: Tree, steps: readonly string[], value: unknown): void {
  if (steps.length > maxDepth || steps.some((step) => step === '' || refused.has(step)))
    throw new Fault('malformed_form')
  const last = steps.at(-1) ?? ''
  let place = root
  for (const step of steps.slice(0, -1)) place = folderOf(place, step)
  if (last in place) throw new Fault('malformed_form')
  place[last] = value
}

function folderOf(place: Tree, step: string): Tree {
  const known = (place[step] ??= Object.create(null))
  if (!isTree(known) || Object.getPrototypeOf(known) !== null) throw new Fault('malformed_form')

  return known
}
