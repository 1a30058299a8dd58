import { describe, expect, it } from '@jest/globals'
import { findAlike } from '#domain/duplicate/alike.js'
import { manyContacts } from '#test/support/plain/many-contacts.js'
import { alikeAmong } from './alike-files.js'

describe('comparing files', () => {
  it.each([2, 299, 300, 900])('finds the same among %i files, in a thread of its own or not', async (count) => {
    const files = manyContacts(count)

    expect(await alikeAmong(files)).toEqual(findAlike(files, new Set()))
  })
})
