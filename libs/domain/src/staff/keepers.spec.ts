import { describe, expect, it } from '@jest/globals'
import { compartments } from '../compartment.js'
import { keptAlone, keptByFew, keptWithOneOther } from './keepers.js'

const keeping = [
  { accountId: 'a', compartment: 'contact' },
  { accountId: 'b', compartment: 'contact' },
  { accountId: 'a', compartment: 'risk' },
  { accountId: 'a', compartment: 'risk' },
  { accountId: 'a', compartment: 'profile' },
] as const

describe('compartments kept by two', () => {
  it.each([
    ['a', ['contact']],
    ['b', ['contact']],
    ['nobody', []],
  ])('of whom one is %s are %j', (accountId, kept) => {
    expect(keptWithOneOther(keeping, accountId)).toEqual(kept)
  })
})

describe('compartments kept by one person alone', () => {
  it.each([
    ['a', ['profile', 'risk']],
    ['b', []],
    ['nobody', []],
  ])('of %s are %j', (accountId, alone) => {
    expect(keptAlone(keeping, accountId)).toEqual(alone)
  })
})

describe('compartments of a phase that fewer than two keep', () => {
  const few = (phase: string) => keptByFew(phase, keeping).map(({ compartment, keepers }) => [compartment, keepers])
  const ofWhatIsSent = [
    ['profile', 1],
    ['risk', 1],
    ['references', 0],
    ['balance', 0],
  ]

  it.each(['collecting', 'screening', 'review', 'board', 'release'])('are of what people send for %s', (phase) => {
    expect(few(phase)).toEqual(ofWhatIsSent)
  })

  it('are of all nine for travel, and none once it is over or where each has two', () => {
    const journey = ['identity', 'travel', 'care', 'finance'].map((name) => [name, 0])
    const two = ['a', 'b'].flatMap((accountId) => compartments.map((compartment) => ({ accountId, compartment })))

    expect(few('travel')).toEqual([...ofWhatIsSent, ...journey])
    expect([few('over'), keptByFew('travel', two), keptByFew('toString', [])]).toEqual([[], [], []])
  })
})
