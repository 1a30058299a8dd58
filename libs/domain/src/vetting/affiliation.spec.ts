import { describe, expect, it } from '@jest/globals'
import { affiliationLikeness, readAffiliation } from './affiliation.js'

const likeness = (one: string, other: string): string | null =>
  affiliationLikeness(readAffiliation(one), readAffiliation(other))

const mit = 'Massachusetts Institute of Technology'

describe('two affiliations', () => {
  it.each([
    [mit, 'MIT', 'abbreviation'],
    [mit, 'M.I.T.', 'abbreviation'],
    ['MIT', 'M.I.T.', 'same'],
    [mit, 'Indian Institute of Technology', null],
    ['MIT', 'Indian Institute of Technology', null],
    ['M.I.T.', 'I.I.T.', null],
    ['UCSD', 'UCSB', null],
    ['UCSD', 'University of California, San Diego', 'abbreviation'],
    ['UCSB', 'University of California, San Diego', null],
    ['University of California, Santa Barbara', 'University of California, San Diego', null],
    [`${mit} (MIT)`, 'mit', 'same'],
    ['MIT Media Lab', 'MIT', 'part_of'],
    ['Massachusetts Inst. of Tech.', mit, 'same'],
  ])('CON-3 %s and %s: %s', (one, other, expected) => {
    expect([likeness(one, other), likeness(other, one)]).toEqual([expected, expected])
  })

  it.each([
    ['Memorial', 'Мемориал', 'same'],
    ['Human Rights Centre Memorial', 'Memorial', 'part_of'],
    ['Центр «Мемориал»', 'Memorial Centre', 'same'],
    ['МГУ', 'Московский государственный университет', 'abbreviation'],
    ['MGU', 'Московский государственный университет', 'abbreviation'],
    ['Univ. de Lagos', 'University of Lagos', 'same'],
    ['Tehran University', 'University of Tehran', 'same'],
    ['Tehran University', 'دانشگاه تهران', 'same'],
    ['University of Shiraz', 'دانشگاه تهران', null],
    ['Международный фонд «Мемориал»', 'International Foundation Memorial', 'same'],
    ['Human Rights Watch', 'Media Watch', null],
    ['Human Rights Network', 'Human Rights Network Uganda', null],
    ['Women', 'Women in Law', null],
    ['National Union', 'National Union of Teachers', null],
    ['UN', 'United Nations', null],
    ['', 'MIT', null],
    ['', '', null],
    ['(', ')', null],
  ])('are compared over scripts and common words: %s and %s: %s', (one, other, expected) => {
    expect([likeness(one, other), likeness(other, one)]).toEqual([expected, expected])
  })
})
