import { describe, expect, it } from '@jest/globals'
import { compartments } from '../compartment.js'
import { revealable, revealProblem } from './reveal.js'

describe('what may be revealed', () => {
  it('is nothing one keeps, and never risk and identity to one person', () => {
    const refused = compartments.flatMap((kept) =>
      revealable.flatMap((asked) => {
        const problem = revealProblem([kept], asked)
        return problem ? [`${kept} ${asked} ${problem}`] : []
      }),
    )

    expect(refused).toEqual([
      'contact contact open_already',
      'profile profile open_already',
      'risk risk open_already',
      'risk identity keys_apart',
      'references references open_already',
      'identity risk keys_apart',
      'identity identity open_already',
      'travel travel open_already',
    ])
  })
})
