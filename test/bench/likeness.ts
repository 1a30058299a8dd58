// 5,000 files compared for second ones of a person, by name, number, handle and address, in a thread of their own.
import { alikeAmong } from '#features/application/staff/screening/alike-files.js'
import { manyContacts } from '#test/support/plain/many-contacts.js'
import type { Row } from './table.js'

const files = 5000
const rounds = 5

/** The thread's start and the copying of all files into it count too. */
export async function likenessRows(): Promise<Row[]> {
  const contacts = manyContacts(files)
  const taken: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    const { pairs } = await alikeAmong(contacts)
    if (pairs.length === 0) throw new Error('nothing_found')
    taken.push((performance.now() - began) / 1000)
  }
  return [{ what: 'compare 5,000 files for duplicates', unit: 's', ours: taken, must: 2, goal: 1, kind: 'most' }]
}
