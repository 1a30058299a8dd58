import { describe, expect, it } from '@jest/globals'
import { conflictQuestions, readDescription } from './conflict-guess.js'

const reader = readDescription({ names: ['Daniel X. Thin'], affiliations: ['MIT', 'Memorial'] })

describe('guesses of a conflict', () => {
  it('CON-3 are questions that say what is alike and why', () => {
    const applicant = readDescription({
      names: ['Ana Ruiz', 'D. Thin'],
      affiliations: ['Indian Institute of Technology', 'Massachusetts Institute of Technology', 'Мемориал'],
    })

    expect(conflictQuestions(reader, applicant)).toEqual([
      { about: 'name', reader: 0, applicant: 1, why: 'initials' },
      { about: 'affiliation', reader: 0, applicant: 1, why: 'abbreviation' },
      { about: 'affiliation', reader: 1, applicant: 2, why: 'same' },
    ])
  })

  it('are none where nothing is alike or nothing is known', () => {
    const nothing = readDescription({ names: [], affiliations: [] })
    const other = readDescription({ names: ['X. D. Thin', ''], affiliations: ['Indian Institute of Technology', ''] })

    expect([conflictQuestions(reader, other), conflictQuestions(reader, nothing)]).toEqual([[], []])
  })
})
