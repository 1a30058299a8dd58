import { describe, expect, it } from '@jest/globals'
import { keptAlone, keptWithOneOther } from './keepers.js'

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
