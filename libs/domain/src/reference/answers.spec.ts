import { describe, expect, it } from '@jest/globals'
import { referenceErrors } from './answers.js'

describe('how a referee knows somebody', () => {
  it('is said in words where no choice fits', () => {
    expect(referenceErrors({ how_know: 'other' })).toEqual({ how_know_more: 'missing' })
    expect(referenceErrors({ how_know: 'other', how_know_more: 'Neighbours' })).toEqual({})
    expect(referenceErrors({ how_know: 'same_field' })).toEqual({})
    expect(referenceErrors({})).toEqual({})
  })
})
