import { describe, expect, it } from '@jest/globals'
import { confirmedOn, olderSections } from './staleness.js'

const written = { work: 1, conference: 2 }

describe('a review and the versions it was written on', () => {
  it('REV-7 is up to date while nothing is replaced', () => {
    expect(olderSections(written, { work: 1, conference: 2 })).toEqual([])
  })

  it('REV-7 is marked once a section is replaced, and names the version it was written on', () => {
    expect(olderSections(written, { work: 2, conference: 2 })).toEqual([{ section: 'work', writtenOn: 1, newest: 2 }])
  })

  it('REV-7 names every section replaced, also one that did not exist, not one that is gone', () => {
    expect(olderSections(written, { work: 3, constructor: 1 })).toEqual([
      { section: 'constructor', writtenOn: 0, newest: 1 },
      { section: 'work', writtenOn: 1, newest: 3 },
    ])
  })

  it('REV-7 stands again on what its author was shown, and on no more than that', () => {
    const newest = { work: 3, conference: 2 }

    expect(confirmedOn(written, { work: 3, conference: 2 }, newest)).toEqual(newest)
    expect(olderSections(confirmedOn(written, { work: 2, conference: 2 }, newest), newest)).toEqual([
      { section: 'work', writtenOn: 2, newest: 3 },
    ])
    expect(confirmedOn(written, { work: 9, conference: 0 }, newest)).toEqual({ work: 3, conference: 2 })
  })
})
